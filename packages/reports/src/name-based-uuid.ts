import { createHash } from 'node:crypto';

/** A UUID (version 8, by its name) that is the same for the same parts. The parts are told apart: `a`, `bc` differs from `ab`, `c`. */
export function nameBasedUuid(...parts: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  const variant = ((Number.parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
