import { createHash } from 'node:crypto';

/** A short digest of a value's JSON: equal for values that say the same in the same order. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22);
}
