import { expect, it } from 'vitest';
import { scoreV2 } from './v2.ts';

const BASE = 'AV:N/AC:L/Au:N/C:C/I:C/A:C';

it.each`
  more                                           | score
  ${''}                                          | ${10}
  ${'/E:F/RL:OF/RC:C'}                           | ${8.3}
  ${'/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:L'} | ${9}
  ${'/CDP:N/TD:N/CR:M/IR:M/AR:L'}                | ${0}
  ${'/E:F/RL:OF'}                                | ${undefined}
  ${'/CDP:H/TD:H'}                               | ${undefined}
`('a whole group of optional metrics counts: $more is $score', ({ more, score }: { more: string; score: number | undefined }) => {
  expect(scoreV2(BASE + more)).toBe(score);
});

it('never goes below 0', () => {
  expect(scoreV2('AV:L/AC:H/Au:M/C:N/I:N/A:P/CDP:N/TD:M/CR:H/IR:L/AR:L')).toBe(0);
});
