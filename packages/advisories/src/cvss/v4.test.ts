import { expect, it } from 'vitest';
import { scoreV4 } from './v4.ts';

const BASE = 'AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N';

it.each`
  more                     | score
  ${''}                    | ${9.3}
  ${'/E:A'}                | ${9.3}
  ${'/E:U'}                | ${8.1}
  ${'/MSI:S'}              | ${10}
  ${'/CR:X/S:P/V:C/U:Red'} | ${9.3}
  ${'/U:red'}              | ${undefined}
  ${'/S:P/E:U'}            | ${undefined}
`('$more makes it $score', ({ more, score }: { more: string; score: number | undefined }) => {
  expect(scoreV4(BASE + more)).toBe(score);
});

it('assumes the worst of what is not defined', () => {
  expect(scoreV4(`${BASE}/E:X/CR:X/IR:X/AR:X`)).toBe(scoreV4(`${BASE}/E:A/CR:H/IR:H/AR:H`));
});
