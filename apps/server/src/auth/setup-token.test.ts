import { expect, it } from 'vitest';
import { createSetupToken } from './setup-token.ts';

it('matches itself only', () => {
  const token = createSetupToken();

  expect(token.matches(token.text)).toBe(true);
  expect(token.matches(`${token.text}x`)).toBe(false);
  expect(token.matches('')).toBe(false);
  expect(createSetupToken().text).not.toBe(token.text);
});
