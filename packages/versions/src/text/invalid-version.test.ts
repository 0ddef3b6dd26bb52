import { expect, it } from 'vitest';
import { invalidVersion } from './invalid-version.ts';

it('quotes the version and gives the reason', () => {
  expect(invalidVersion('Go', '(devel)', 'is none')).toMatchObject({ code: 'INVALID_VERSION', message: 'Go version "(devel)" is none' });
});

it('quotes the beginning of a long one', () => {
  expect(invalidVersion('Go', 'x'.repeat(500_000), 'is none').message.length).toBeLessThan(120);
});
