import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { FixPlan, ImageLink } from './plans.ts';
import { Counts, IdText, Instant, page, PageQuery, SeveritySchema } from './shared.ts';

export const PLAN_STATES = ['open', 'done', 'stale'] as const;

/** What a plan is made of: a move to another base, an upgrade of system packages, pins of dependencies, several of these, or configuration. */
export const PLAN_KINDS = ['base', 'os-upgrade', 'pin', 'pins', 'everything', 'configuration'] as const;

/** A plan for what a repository ships: the newest image of one of its platforms. */
export const PlanRow = z.object({
  id: z.int(),
  key: z.string(),
  kind: z.enum(PLAN_KINDS),
  title: z.string(),
  /** `done`: a newer image shows it. `stale`: the advice is another now. */
  state: z.enum(PLAN_STATES),
  connectionName: z.string(),
  /** The image that it was last made for. */
  image: ImageLink.extend({ platform: z.string() }),
  edits: z.int(),
  removes: z.int(),
  /** Of what it removes. */
  counts: Counts,
  exploited: z.int(),
  /** Weight of what it removes: a critical finding is 40, a high one 10. */
  risk: z.number(),
  remaining: z.int(),
  unfixable: z.int(),
  adds: z.int(),
  createdAt: Instant,
  /** When its edits or numbers last changed. */
  changedAt: Instant,
  closedAt: Instant.optional(),
  /** Of a done one: the image that shows it. */
  closedBy: ImageLink.optional(),
  /** Of a disconnected registry. */
  frozenAt: Instant.optional(),
});
export type PlanRow = z.infer<typeof PlanRow>;

export const listPlans = endpoint({
  method: 'GET',
  path: '/api/plans',
  summary: 'Plans that are followed: open ones with the most risk removed per edit first, ended ones newest first',
  group: 'Fix plans',
  role: 'viewer',
  query: PageQuery.extend({
    state: z.enum(PLAN_STATES).default('open'),
    kind: z.enum(PLAN_KINDS).optional(),
    connection: IdText.optional(),
    repository: z.string().max(300).optional(),
    /** All of one fix: the same key in every repository. */
    key: z.string().max(500).optional(),
  }),
  response: page(PlanRow),
});

export const getPlan = endpoint({
  method: 'GET',
  path: '/api/plans/:plan',
  summary: 'One followed plan with its edits, as it was last made',
  group: 'Fix plans',
  role: 'viewer',
  params: z.object({ plan: IdText }),
  response: PlanRow.extend({ plan: FixPlan }),
});

export const getPlanSummary = endpoint({
  method: 'GET',
  path: '/api/plans/summary',
  summary: 'How many plans are open and done, and how long fixes take',
  group: 'Fix plans',
  role: 'viewer',
  response: z.object({
    /** Repositories with an open plan. */
    repositories: z.int(),
    open: z.int(),
    done: z.int(),
    stale: z.int(),
    doneLast30Days: z.int(),
    /** From when a repository first shipped a vulnerability until it did not any more, of those that went with a newer image in the last 90 days; null if there was none. */
    medianDaysToRemediate: z.number().nullable(),
    /** The same by severity. */
    medianDaysBySeverity: z.array(z.object({ severity: SeveritySchema, days: z.number(), count: z.int() })),
    /** They are being made, or about to be. */
    making: z.boolean(),
    /** When plans were last made; absent before the first time. */
    madeAt: Instant.optional(),
    /** Repositories for which none could be made, and why. */
    failures: z.array(z.object({ connection: z.int(), repository: z.string(), platform: z.string(), message: z.string() })),
  }),
});

/** One fix for the whole fleet: the open plans with one key. */
export const FleetFix = z.object({
  key: z.string(),
  kind: z.enum(PLAN_KINDS),
  /** `Rebuild 3 images on platform/nginx:1-20261120` */
  title: z.string(),
  repositories: z.int(),
  /** Sums over the images: each was matched apart. */
  edits: z.int(),
  removes: z.int(),
  counts: Counts,
  exploited: z.int(),
  risk: z.number(),
  adds: z.int(),
  /** The first of them, most risk first. */
  plans: z.array(z.object({ id: z.int(), image: ImageLink.extend({ platform: z.string() }), removes: z.int() })),
});
export type FleetFix = z.infer<typeof FleetFix>;

export const listFleetFixes = endpoint({
  method: 'GET',
  path: '/api/fixes',
  summary: 'Which fixes remove the most risk per edit over all connected registries',
  group: 'Fix plans',
  role: 'viewer',
  query: z.object({
    limit: z.coerce.number().int().min(1).max(200).default(50),
    connection: IdText.optional(),
  }),
  response: z.array(FleetFix),
});
