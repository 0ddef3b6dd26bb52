import { expect, it } from 'vitest';
import { analysisOf } from './cyclonedx-analysis.ts';
import { DECIDED } from './testing/decided-findings.ts';

it.each`
  decision                | analysis
  ${DECIDED[0]!.decision} | ${{ state: 'exploitable', response: ['will_not_fix'] }}
  ${DECIDED[2]!.decision} | ${{ state: 'false_positive' }}
  ${DECIDED[3]!.decision} | ${{ state: 'not_affected', justification: 'code_not_reachable' }}
`('$decision.kind is $analysis', ({ decision, analysis }) => expect(analysisOf(decision)).toMatchObject(analysis));

it('says a reason that CycloneDX does not know in words', () => {
  expect(analysisOf(DECIDED[4]!.decision)).toEqual({
    state: 'not_affected',
    detail: 'Not affected by ada@example.test: no input reaches it (vulnerable code cannot be controlled by adversary)',
  });
});
