import { expect, it } from 'vitest';
import { type MacroVector, macroScore } from './v4-macro-scores.ts';

const LEVELS = [0, 1, 2];

function* macroVectors(): Generator<MacroVector> {
  for (const eq1 of LEVELS)
    for (const eq2 of [0, 1])
      for (const eq3 of LEVELS)
        for (const eq4 of LEVELS) for (const eq5 of LEVELS) for (const eq6 of [0, 1]) yield { eq1, eq2, eq3, eq4, eq5, eq6 };
}

it('has a score for each of the 270 MacroVectors', () => {
  const scores = [...macroVectors()].map(macroScore).filter((score) => score !== undefined);

  expect(scores.length).toBe(270);
  expect(Math.max(...scores)).toBe(10);
  expect(Math.min(...scores)).toBe(0.1);
});

it('never rates a level that is less severe in EQ1 or EQ2 higher', () => {
  for (const macro of macroVectors()) {
    const score = macroScore(macro) ?? 10;
    expect(macroScore({ ...macro, eq1: macro.eq1 + 1 }) ?? 0).toBeLessThanOrEqual(score);
    expect(macroScore({ ...macro, eq2: macro.eq2 + 1 }) ?? 0).toBeLessThanOrEqual(score);
  }
});

it.each`
  macro                                                 | score
  ${{ eq1: 0, eq2: 0, eq3: 0, eq4: 2, eq5: 0, eq6: 0 }} | ${9.3}
  ${{ eq1: 2, eq2: 1, eq3: 2, eq4: 2, eq5: 2, eq6: 1 }} | ${0.1}
  ${{ eq1: 1, eq2: 0, eq3: 2, eq4: 1, eq5: 1, eq6: 1 }} | ${5.8}
  ${{ eq1: 0, eq2: 0, eq3: 2, eq4: 0, eq5: 0, eq6: 0 }} | ${undefined}
  ${{ eq1: 3, eq2: 0, eq3: 0, eq4: 0, eq5: 0, eq6: 0 }} | ${undefined}
  ${{ eq1: 0, eq2: 0, eq3: 0, eq4: 3, eq5: 0, eq6: 0 }} | ${undefined}
  ${{ eq1: 0, eq2: 0, eq3: 0, eq4: 0, eq5: 3, eq6: 0 }} | ${undefined}
`('finds $score', ({ macro, score }: { macro: MacroVector; score: number | undefined }) => {
  expect(macroScore(macro)).toBe(score);
});
