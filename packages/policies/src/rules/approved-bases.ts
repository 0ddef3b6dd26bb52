import { fitsGlob } from '../glob.ts';
import { ofRead, pass, unknown } from '../outcomes.ts';
import type { RuleKind } from '../rule-kind.ts';

/** The image is built on one of the named bases, or on something that is. */
export const approvedBases: RuleKind<'approved-bases'> = {
  kind: 'approved-bases',
  needs: 'bases',
  evaluate: ({ globs }, facts) =>
    ofRead(facts, () => {
      const bases = facts.bases ?? [];
      const [nearest] = bases;
      if (nearest === undefined) return unknown('It is not known what the image is built on');
      const approved = bases.find(({ name }) => globs.some((glob) => fitsGlob(name, glob)));
      return approved === undefined
        ? { state: 'violation', message: `Built on ${nearest.name}, which is none of ${globs.join(', ')}` }
        : pass(`Built on ${approved.name}`);
    }),
};
