import { expect, it } from 'vitest';
import { nameBasedUuid } from './name-based-uuid.ts';

it('is a UUID of version 8 and variant 10', () => {
  expect(nameBasedUuid('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

it('is the same for the same parts, and tells parts apart', () => {
  expect(nameBasedUuid('a', 'bc')).toBe(nameBasedUuid('a', 'bc'));
  expect(nameBasedUuid('a', 'bc')).not.toBe(nameBasedUuid('ab', 'c'));
});
