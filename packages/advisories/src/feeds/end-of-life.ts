import { PlimsollError } from '@plimsoll/model';
import { z } from 'zod';

/** The public address of endoflife.date's data; `/<product>.json` is appended. */
export const END_OF_LIFE_URL = 'https://endoflife.date/api';

/** The distributions of which we want to know when their releases end. Names are endoflife.date's. */
export const END_OF_LIFE_PRODUCTS: readonly string[] = [
  'almalinux',
  'alpine',
  'debian',
  'opensuse',
  'rhel',
  'rocky-linux',
  'sles',
  'ubuntu',
];

/** When a release stops getting fixes. */
export interface ReleaseCycle {
  /** `12`, `3.20`. */
  readonly cycle: string;
  /** The day (`2026-07-11`), or whether it has come if no day is known. */
  readonly endOfLife: string | boolean;
  /** The same for a support that follows: Debian's LTS (free), Ubuntu's Pro (paid). */
  readonly extendedSupport?: string | boolean;
}

const dayOrFlag = z.union([z.string().regex(/^\d{4}-\d{2}-\d{2}$/), z.boolean()]);
const cycles = z
  .array(
    z.object({
      cycle: z.union([z.string().max(64), z.number().transform(String)]),
      eol: dayOrFlag,
      extendedSupport: dayOrFlag.optional().catch(undefined),
    }),
  )
  .max(10_000);

/**
 * Reads one product of endoflife.date.
 *
 * @throws PlimsollError FEED_INVALID if it is not that
 * @see https://endoflife.date/docs/api
 */
export function parseEndOfLife(product: string, text: string): readonly ReleaseCycle[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new PlimsollError('FEED_INVALID', `the end-of-life dates of ${product} are not JSON`, { cause });
  }
  const { data, error } = cycles.safeParse(json);
  if (data === undefined)
    throw new PlimsollError('FEED_INVALID', `the end-of-life dates of ${product} are not what their schema requires`, { cause: error });
  return data.map(({ cycle, eol, extendedSupport }) => ({
    cycle,
    endOfLife: eol,
    ...(extendedSupport === undefined ? {} : { extendedSupport }),
  }));
}
