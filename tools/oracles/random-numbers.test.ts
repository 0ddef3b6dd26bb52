import { expect, it } from 'vitest';
import { randomNumbers } from './random-numbers.ts';

it('repeats itself for the same seed only', () => {
  const draw = (seed: number): number[] => {
    const random = randomNumbers(seed);
    return Array.from({ length: 100 }, () => random(1000));
  };

  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
});

it('reaches every number below the limit, and no other', () => {
  const random = randomNumbers(3);

  expect(new Set(Array.from({ length: 1000 }, () => random(6)))).toEqual(new Set([0, 1, 2, 3, 4, 5]));
});
