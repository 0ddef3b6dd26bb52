import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Counts, Instant, SeveritySchema } from './shared.ts';

export const getOverview = endpoint({
  method: 'GET',
  path: '/api/overview',
  summary: 'The state of all registries, frozen ones as they were',
  group: 'Overview',
  role: 'viewer',
  response: z.object({
    connections: z.int(),
    repositories: z.int(),
    /** Readable images that a tag reaches, and how far they were read. */
    images: z.object({
      total: z.int(),
      complete: z.int(),
      partial: z.int(),
      unsupported: z.int(),
      failed: z.int(),
      pending: z.int(),
      notImages: z.int(),
    }),
    findings: Counts,
    vulnerabilities: z.int(),
    exploited: z.int(),
    worst: z.array(z.object({ connection: z.int(), repository: z.string(), reference: z.string(), counts: Counts })),
    top: z.array(z.object({ id: z.string(), summary: z.string(), severity: SeveritySchema, images: z.int(), exploited: z.boolean() })),
    advisories: z.object({ updatedAt: Instant.optional(), records: z.int() }),
    nextSyncAt: Instant.optional(),
  }),
});

export const TrendDay = z.object({
  /** `2026-11-24`, UTC. */
  day: z.iso.date(),
  critical: z.int(),
  high: z.int(),
  medium: z.int(),
  low: z.int(),
  negligible: z.int(),
  unknown: z.int(),
  /** Of them, what decisions hide; not part of the other numbers. */
  decided: z.int(),
});
export type TrendDay = z.infer<typeof TrendDay>;

export const getTrend = endpoint({
  method: 'GET',
  path: '/api/trend',
  summary: 'Open findings by severity, day by day, oldest first; days on which nothing ran are missing',
  group: 'Overview',
  role: 'viewer',
  query: z.object({ days: z.coerce.number().int().min(1).max(730).default(90) }),
  response: z.array(TrendDay),
});

const Feed = z.object({
  id: z.string(),
  url: z.string(),
  records: z.int(),
  /** Last successful fetch. */
  updatedAt: Instant.optional(),
  /** Newest record; of EPSS the day of the scores. */
  newestAt: Instant.optional(),
  /** What the publisher calls this state of it: the model of EPSS scores. */
  edition: z.string().optional(),
  error: z.string().optional(),
});

export const getAdvisoryStatus = endpoint({
  method: 'GET',
  path: '/api/advisories',
  summary: 'Age and size of each advisory feed',
  group: 'Advisories',
  role: 'viewer',
  response: z.object({
    updating: z.boolean(),
    updatedAt: Instant.optional(),
    records: z.int(),
    feeds: z.array(Feed),
    lastError: z.string().optional(),
  }),
});

export const updateAdvisories = endpoint({
  method: 'POST',
  path: '/api/advisories/update',
  summary: 'Fetch advisories now and match again what changed',
  group: 'Advisories',
  role: 'admin',
  response: z.object({ ok: z.literal(true) }),
});

export const listAudit = endpoint({
  method: 'GET',
  path: '/api/audit',
  summary: 'Who changed what, newest first',
  group: 'Settings',
  role: 'admin',
  response: z.array(
    z.object({ id: z.string(), at: Instant, actor: z.string(), action: z.string(), target: z.string(), detail: z.string() }),
  ),
});
