import { SEVERITIES } from '@plimsoll/model';
import { z } from 'zod';

/** ISO 8601, UTC. */
export const Instant = z.iso.datetime();

/** What the database numbers: higher ones are none. */
const MAX_ID = 2_147_483_647;
export const Id = z.int().positive().max(MAX_ID);

/** The same in an address. */
export const IdText = z.coerce.number().pipe(Id);

export const SeveritySchema = z.enum(SEVERITIES);

/** Findings for each severity; `fixable` counts those of any severity that have a fix. */
export const Counts = z.object({
  critical: z.int(),
  high: z.int(),
  medium: z.int(),
  low: z.int(),
  negligible: z.int(),
  unknown: z.int(),
  fixable: z.int(),
});
export type Counts = z.infer<typeof Counts>;

export const CoverageSchema = z.enum(['complete', 'partial', 'unsupported', 'not-an-image']);

/** What went wrong, for people and for programs. Every response of 4xx and 5xx has this body. */
export const ApiError = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    hint: z.string().optional(),
    requestId: z.string(),
  }),
});
export type ApiError = z.infer<typeof ApiError>;

/** A page of rows; `nextCursor` is absent on the last one. `total` counts all rows of the filter. */
export function page<T extends z.ZodType>(row: T) {
  return z.object({ rows: z.array(row), nextCursor: z.string().optional(), total: z.int() });
}

/** What every list takes. Cursors are opaque: use what the page before gave. */
export const PageQuery = z.object({
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** `?severity=critical,high` as a list. */
export const SeverityList = z
  .string()
  .transform((text) => text.split(',').filter((part) => part !== ''))
  .pipe(z.array(SeveritySchema));

/** `?fixable=true`. */
export const Flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** What EPSS expects: the highest score of the CVEs of a flaw. @see https://www.first.org/epss/ */
export const Epss = z.object({
  /** That it is exploited within 30 days, 0 to 1. */
  probability: z.number(),
  /** The part of all scored CVEs that are not more probable, 0 to 1. */
  percentile: z.number(),
  /** The day that the score is of: `2026-09-01`. */
  date: z.string(),
});
export type Epss = z.infer<typeof Epss>;

/** `?epssAtLeast=0.1`: a probability; what has no score is left out. */
export const EpssAtLeast = z.coerce.number().min(0).max(1);

export const LayerRef = z.object({ digest: z.string(), instruction: z.string(), ordinal: z.int() });

export const ProblemRow = z.object({ code: z.string(), message: z.string(), path: z.string().optional() });

export const Done = z.object({ ok: z.literal(true) });
