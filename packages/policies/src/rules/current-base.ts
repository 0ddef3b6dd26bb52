import { ofRead, pass, unknown } from '../outcomes.ts';
import type { RuleKind } from '../rule-kind.ts';

/** The image is built on what its base's tag points to, and on the newest of its line. */
export const currentBase: RuleKind<'current-base'> = {
  kind: 'current-base',
  needs: 'bases',
  evaluate: (_, facts) =>
    ofRead(facts, () => {
      const bases = facts.bases ?? [];
      const [nearest] = bases;
      if (nearest === undefined) return unknown('It is not known what the image is built on');
      const outdated = bases.find((base) => base.outdated);
      return outdated === undefined
        ? pass(`Built on ${nearest.name}, which is up to date`)
        : { state: 'violation', message: `Built on ${outdated.name}, which is outdated: ${outdated.reasons[0] ?? ''}` };
    }),
};
