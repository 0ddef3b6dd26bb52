import { expect, it } from 'vitest';
import { createClock } from './clock.ts';

it('runs as its base does, moved', () => {
  let base = 1000;
  const clock = createClock(() => base);
  clock.advance(500);
  base = 2000;
  expect(clock.now()).toBe(2500);
  clock.advance(-1500);
  expect(clock.now()).toBe(1000);
});
