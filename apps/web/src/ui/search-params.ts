import { z } from 'zod';
import { SEVERITIES, type Severity } from './severities.ts';

/** A text of the address that may be anything: what does not fit is treated as absent, a page never fails on its address. */
export const Text = z
  .union([z.string(), z.number().transform(String)])
  .optional()
  .catch(undefined);

/** `true` or absent. */
export const On = z.literal(true).optional().catch(undefined);

/** A number of 0 to 1, or absent. */
export const Share = z.number().min(0).max(1).optional().catch(undefined);

/** One of a few words or absent. */
export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values).optional().catch(undefined);
}

/** `critical,high`: what the address, the filter and the server's query hold. */
export function parseSeverities(text: string | undefined): Severity[] {
  const wanted = new Set((text ?? '').split(','));
  return SEVERITIES.filter((severity) => wanted.has(severity));
}

/** The inverse; absent for none. */
export function formatSeverities(severities: readonly Severity[]): string | undefined {
  return severities.length === 0 ? undefined : severities.join(',');
}
