import { expect, it } from 'vitest';
import { fakeClock } from './clock.ts';

it('stands still until it is moved', () => {
  const clock = fakeClock('2026-03-01T00:00:00Z');
  const before = clock.now();

  clock.advance(1500);
  const after = clock.now();
  clock.set('2027-01-01T00:00:00Z');

  expect(after.getTime() - before.getTime()).toBe(1500);
  expect(clock.now().toISOString()).toBe('2027-01-01T00:00:00.000Z');
});
