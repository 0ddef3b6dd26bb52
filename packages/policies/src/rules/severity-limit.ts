import { ofFindings, pass } from '../outcomes.ts';
import type { RuleKind } from '../rule-kind.ts';

/** No more findings of a severity than that. */
export const severityLimit: RuleKind<'severity-limit'> = {
  kind: 'severity-limit',
  evaluate: (rule, facts) => {
    const over = (['critical', 'high', 'medium', 'low'] as const).flatMap((severity) => {
      const limit = rule[severity];
      const found = facts.open[severity]?.[rule.fixableOnly === true ? 'fixable' : 'findings'] ?? 0;
      return limit === undefined || found <= limit ? [] : [`${found} ${severity}, ${limit} allowed`];
    });
    const what = rule.fixableOnly === true ? 'findings with a fix' : 'findings';
    return ofFindings(
      facts,
      over.length === 0 ? undefined : { state: 'violation', message: `Too many ${what}: ${over.join('; ')}` },
      pass(`No more ${what} than allowed`),
    );
  },
};
