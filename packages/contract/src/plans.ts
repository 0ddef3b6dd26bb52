import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Counts, IdText, SeveritySchema } from './shared.ts';
import { ImageParams, PlatformQuery } from './images.ts';

/** A finding as plans and comparisons name it. */
export const FindingKey = z.object({ id: z.string(), purl: z.string() });

/** A place in a connected registry. */
export const ImageLink = z.object({ connection: z.int(), repository: z.string(), reference: z.string() });

const Delta = z.object({
  /** Worst first. */
  removes: z.array(FindingKey.extend({ severity: SeveritySchema })),
  /** Counts of what is left, and of what is left without a fixed version. */
  remaining: z.int(),
  unfixable: z.int(),
  adds: z.array(FindingKey),
});

/** What an image is built on. */
export const BaseImage = z.object({
  /** `platform/nginx:1-20260711` */
  name: z.string(),
  digest: z.string().nullable(),
  /** Undefined if it is not in a connected registry. */
  image: ImageLink.optional(),
  outdated: z.boolean(),
  reasons: z.array(z.string()),
  /** Layers that came from it; null if it is not at hand. */
  layerCount: z.int().nullable(),
  /** What to build on instead, the smallest step first. */
  candidates: z.array(
    z.object({ name: z.string(), digest: z.string(), step: z.enum(['same-tag', 'refresh', 'patch', 'minor', 'major']), image: ImageLink }),
  ),
});
export type BaseImage = z.infer<typeof BaseImage>;

export const PlanEdit = z.object({
  kind: z.enum(['base-image', 'os-packages', 'dependency', 'override', 'configuration']),
  file: z.string().optional(),
  before: z.string(),
  after: z.string(),
  command: z.string().optional(),
  /** Edits of one step belong together: they are made, or left out, as one. */
  step: z.int(),
  /** What the step does: `Pin lodash to 4.17.21`. */
  stepTitle: z.string(),
});

export const FixPlan = Delta.extend({
  /** Which of an image's plans: `base:platform/nginx:2`, `os-upgrade`, `pin:npm/lodash`, `everything`. Stays while versions change. */
  key: z.string(),
  title: z.string(),
  edits: z.array(PlanEdit),
  /** Sentences about what the plan cannot know. */
  limits: z.array(z.string()),
  /** Empty if the plan does not touch the Dockerfile. */
  dockerfileDiff: z.string(),
  shell: z.array(z.string()),
  pullRequest: z.object({ title: z.string(), body: z.string() }),
});
export type FixPlan = z.infer<typeof FixPlan>;

export const ImagePlan = z.object({
  /** Number found now. */
  findings: z.int(),
  /** The direct base first, then what that is built on. */
  lineage: z.array(BaseImage),
  candidates: z.array(Delta.extend({ name: z.string(), digest: z.string() })),
  /** Most risk removed per edit first; each was matched before it is shown. */
  plans: z.array(FixPlan),
});
export type ImagePlan = z.infer<typeof ImagePlan>;

export const getLineage = endpoint({
  method: 'GET',
  path: '/api/images/:connection/:repository/:reference/lineage',
  summary: 'What one image is built on, and whether that is outdated: the direct base first',
  group: 'Fix plans',
  role: 'viewer',
  params: ImageParams,
  query: PlatformQuery,
  response: z.array(BaseImage),
});

export const getImagePlan = endpoint({
  method: 'GET',
  path: '/api/images/:connection/:repository/:reference/plan',
  summary: 'The smallest sets of edits that remove most risk, each verified by matching the simulated result',
  group: 'Fix plans',
  role: 'viewer',
  params: ImageParams,
  query: PlatformQuery,
  response: ImagePlan,
});

export const simulatePlan = endpoint({
  method: 'POST',
  path: '/api/images/:connection/:repository/:reference/plan/simulate',
  summary: 'What some steps of a plan would do without the others, matched like the whole',
  group: 'Fix plans',
  role: 'viewer',
  params: ImageParams,
  query: PlatformQuery,
  body: z.strictObject({ key: z.string().max(500), steps: z.array(z.int().nonnegative()).max(500) }),
  response: FixPlan,
});

const Origin = z.enum(['base', 'application', 'unknown']);
const ComparedPackage = z.object({ purl: z.string(), origin: Origin });
const ComparedFinding = z.object({ id: z.string(), purl: z.string(), severity: SeveritySchema, origin: Origin });

export const ImageComparison = z.object({
  before: ImageLink,
  after: ImageLink,
  packages: z.object({
    added: z.array(ComparedPackage),
    removed: z.array(ComparedPackage),
    changed: z.array(z.object({ name: z.string(), before: z.array(z.string()), after: z.array(z.string()), origin: Origin })),
    unchanged: z.int(),
  }),
  vulnerabilities: z.object({
    added: z.array(ComparedFinding),
    removed: z.array(ComparedFinding),
    changed: z.array(ComparedFinding.extend({ before: z.string() })),
    unchanged: z.int(),
  }),
});
export type ImageComparison = z.infer<typeof ImageComparison>;

export const compareImages = endpoint({
  method: 'GET',
  path: '/api/images/:connection/:repository/:reference/compare',
  summary: 'What this image has and another has not, and the other way round',
  group: 'Fix plans',
  role: 'viewer',
  params: ImageParams,
  query: PlatformQuery.extend({
    /** A tag or digest; of this repository unless said otherwise. */
    with: z.string().max(300),
    repository: z.string().max(300).optional(),
    connection: IdText.optional(),
  }),
  response: ImageComparison,
});

export const BaseNode = z.object({
  name: z.string(),
  digest: z.string(),
  platform: z.string(),
  image: ImageLink,
  /** Digest of what it is built on; null for a root. */
  base: z.string().nullable(),
  /** Images built directly on it, and all that are built on those. */
  children: z.int(),
  descendants: z.int(),
  /** As a base of others; false for an image that nothing is built on. */
  outdated: z.boolean(),
  reasons: z.array(z.string()),
  findings: z.int(),
  counts: Counts,
  /** Where its children could move to. */
  candidates: z.array(z.object({ name: z.string(), findings: z.int(), image: ImageLink })),
});
export type BaseNode = z.infer<typeof BaseNode>;

export const listBases = endpoint({
  method: 'GET',
  path: '/api/bases',
  summary: 'Which images others are built on: every base and every image built on one',
  group: 'Fix plans',
  role: 'viewer',
  response: z.array(BaseNode),
});
