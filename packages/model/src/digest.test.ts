import { expect, it } from 'vitest';
import { isDigest, parseDigest } from './digest.ts';

it.each([
  [`sha256:${'a'.repeat(64)}`, true],
  [`sha256:${'A'.repeat(64)}`, false],
  [`sha256:${'a'.repeat(63)}`, false],
  [`sha512:${'a'.repeat(64)}`, false],
  [`sha256:${'a'.repeat(64)}\n`, false],
  ['', false],
])('%j: %s', (text, is) => {
  expect(isDigest(text)).toBe(is);
});

it('quotes what is none, and not too much of it', () => {
  expect(() => parseDigest('x'.repeat(1000))).toThrow(
    expect.objectContaining({ code: 'INVALID_DIGEST', message: expect.stringMatching(/^"x{100}"/) as string }) as Error,
  );
});
