import { randomBytes, timingSafeEqual } from 'node:crypto';

/** Proves that whoever creates the first admin can read the log: whoever reaches the port first cannot. */
export interface SetupToken {
  readonly text: string;
  matches(text: string): boolean;
}

/** A new token; it lives as long as the process. */
export function createSetupToken(): SetupToken {
  const text = randomBytes(24).toString('base64url');
  const expected = Buffer.from(text);
  return {
    text,
    matches: (given) => {
      const bytes = Buffer.from(given);
      return bytes.length === expected.length && timingSafeEqual(bytes, expected);
    },
  };
}
