import { ofRead, pass } from '../outcomes.ts';
import type { RuleKind } from '../rule-kind.ts';

/** What could not be read is not known to be clean. */
export const completeCoverage: RuleKind<'complete-coverage'> = {
  kind: 'complete-coverage',
  evaluate: (_, facts) =>
    ofRead(facts, () =>
      facts.coverage === 'complete'
        ? pass('Everything was read and compared')
        : { state: 'violation', message: facts.problems[0]?.message ?? 'Not everything of the image could be read' },
    ),
};
