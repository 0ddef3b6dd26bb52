import { expect, it } from 'vitest';
import { redact } from './redact.ts';

it.each([
  ['', '****'],
  ['short', '****'],
  ['12345678', '12****'],
  ['abcdefghijklmnop', 'abcd****op'],
  ['ab\u001b[31mcdefghijklmnopqrst', 'ab[3****st'],
])('shows of %j no more than %s', (secret, shown) => {
  expect(redact(secret)).toBe(shown);
});

it('shows four and two characters of the longest', () => {
  expect(redact('x'.repeat(5000))).toBe('xxxx****xx');
});
