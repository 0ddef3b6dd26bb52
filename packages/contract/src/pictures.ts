import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { ImageLink } from './plans.ts';
import { Instant, SeveritySchema } from './shared.ts';

/** A number for each severity. */
export const BySeverity = z.object({
  critical: z.int(),
  high: z.int(),
  medium: z.int(),
  low: z.int(),
  negligible: z.int(),
  unknown: z.int(),
});

export const RemediationWeek = z.object({
  /** Its Monday, UTC. */
  week: z.iso.date(),
  /** Weight of what went with another image: a critical finding is 40, a high one 10. */
  risk: z.number(),
  /** What went with another image. */
  removed: BySeverity,
  /** What was first seen. */
  came: z.int(),
  /** What ended without another image: the advisories changed, somebody decided, or the repository ships nothing any more. */
  otherwise: z.object({ advisories: z.int(), decided: z.int(), gone: z.int() }),
});
export type RemediationWeek = z.infer<typeof RemediationWeek>;

export const getRemediation = endpoint({
  method: 'GET',
  path: '/api/overview/remediation',
  summary: 'What newer images removed, week by week, oldest first; weeks before the first record are missing',
  group: 'Overview',
  role: 'viewer',
  query: z.object({ weeks: z.coerce.number().int().min(1).max(104).default(12) }),
  response: z.object({
    /** The first record; absent before it. */
    since: Instant.optional(),
    weeks: z.array(RemediationWeek),
    /** From when a repository first shipped a vulnerability until another image removed it, of those removed in these weeks; null if there was none. */
    medianDays: z.number().nullable(),
  }),
});

export const AgeingBucket = z.object({
  /** Whole days, the first included. */
  fromDays: z.int(),
  /** Excluded; null: no end. */
  toDays: z.int().nullable(),
  withFix: BySeverity,
  withoutFix: BySeverity,
});
export type AgeingBucket = z.infer<typeof AgeingBucket>;

export const getAgeing = endpoint({
  method: 'GET',
  path: '/api/overview/ageing',
  summary: 'How long repositories have shipped what is open, youngest first; of frozen registries as it was',
  group: 'Overview',
  role: 'viewer',
  response: z.object({
    /** The oldest of them; absent if nothing is open. */
    since: Instant.optional(),
    buckets: z.array(AgeingBucket),
  }),
});

export const Deadline = z.object({
  policy: z.int(),
  policyName: z.string(),
  image: ImageLink.extend({ platform: z.string() }),
  dueAt: Instant,
  /** What has to be fixed by then. */
  finding: z.object({ vulnerability: z.string(), package: z.string(), severity: SeveritySchema }).optional(),
});
export type Deadline = z.infer<typeof Deadline>;

export const getDeadlines = endpoint({
  method: 'GET',
  path: '/api/overview/deadlines',
  summary: 'Images by the first deadline that a policy sets them; of frozen registries as it was',
  group: 'Overview',
  role: 'viewer',
  response: z.object({
    /** Those that are on and set deadlines; without one there is nothing to count. */
    policies: z.array(z.object({ id: z.int(), name: z.string() })),
    /** Images: overdue, due within 7 days, within 30 days, later, without a deadline. */
    images: z.object({ overdue: z.int(), week: z.int(), month: z.int(), later: z.int(), none: z.int() }),
    /** The five that are overdue for longest. */
    overdue: z.array(Deadline),
    /** The next ten; frozen registries have none. */
    next: z.array(Deadline),
  }),
});

export const ScatterRow = z.object({
  id: z.string(),
  severity: SeveritySchema,
  cvss: z.number().optional(),
  /** Probability of exploitation in the next 30 days, 0 to 1. */
  epss: z.number().optional(),
  exploited: z.boolean(),
  images: z.int(),
});
export type ScatterRow = z.infer<typeof ScatterRow>;

export const getScatter = endpoint({
  method: 'GET',
  path: '/api/overview/scatter',
  summary: 'The 500 vulnerabilities with the highest risk: how bad, how likely, in how many images',
  group: 'Overview',
  role: 'viewer',
  response: z.array(ScatterRow),
});
