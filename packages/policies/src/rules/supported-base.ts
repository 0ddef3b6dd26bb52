import { ofRead, pass, unknown } from '../outcomes.ts';
import type { RuleKind } from '../rule-kind.ts';

/** A distribution that gets no more fixes is not clean because nobody writes advisories for it. */
export const supportedBase: RuleKind<'supported-base'> = {
  kind: 'supported-base',
  evaluate: (_, facts) =>
    ofRead(facts, () => {
      const ended = facts.problems.find(({ code }) => code === 'END_OF_LIFE_RELEASE');
      if (ended !== undefined) return { state: 'violation', message: ended.message };
      const unjudged = facts.problems.find(({ code }) => code === 'UNKNOWN_DISTRIBUTION' || code === 'NO_ADVISORIES_FOR_RELEASE');
      if (unjudged !== undefined) return unknown(unjudged.message);
      return facts.coverage === 'complete'
        ? pass('Its distribution still gets fixes, or it has none')
        : unknown('Not everything of the image could be read');
    }),
};
