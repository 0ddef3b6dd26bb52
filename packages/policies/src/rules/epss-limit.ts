import { ofFindings, pass } from '../outcomes.ts';
import type { RuleKind } from '../rule-kind.ts';

/** Nothing that will probably be exploited within 30 days. @see https://www.first.org/epss/ */
export const epssLimit: RuleKind<'epss-limit'> = {
  kind: 'epss-limit',
  evaluate: ({ probability }, facts) => {
    const { likeliest } = facts;
    const isOver = likeliest !== undefined && likeliest.probability > probability;
    if (!isOver) return ofFindings(facts, undefined, pass(`No finding with an EPSS probability over ${percent(probability)}`));
    const { probability: own, ...finding } = likeliest;
    const message = `${finding.vulnerability} in ${finding.package} has an EPSS probability of ${percent(own)}, over ${percent(probability)}`;
    return ofFindings(facts, { state: 'violation', message, findings: [finding] }, pass(''));
  },
};

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
