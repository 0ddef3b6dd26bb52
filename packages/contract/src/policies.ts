import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { ImageParams, PlatformQuery } from './images.ts';
import { Done, Id, IdText, Instant, LayerRef, page, PageQuery, SeveritySchema } from './shared.ts';

export const POLICY_STATES = ['violation', 'unknown', 'pass'] as const;
export const PolicyState = z.enum(POLICY_STATES);
export type PolicyState = z.infer<typeof PolicyState>;

/** `*` is any text, slashes included; `?` any one character. */
const Glob = z.string().trim().min(1).max(300);
const Globs = z.array(Glob).min(1).max(100);
const Days = z.int().min(0).max(3650).optional();
const NO_LIMIT = 'a rule without a limit can never be broken: give one';
const Limit = z.int().min(0).max(1_000_000).optional();

/** What one rule asks of an image; `packages/model/src/policy.ts` explains each. */
export const PolicyRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('no-exploited') }),
  z
    .strictObject({ kind: z.literal('fix-deadline'), criticalDays: Days, highDays: Days, mediumDays: Days })
    .refine(({ criticalDays, highDays, mediumDays }) => [criticalDays, highDays, mediumDays].some((days) => days !== undefined), NO_LIMIT),
  z
    .strictObject({
      kind: z.literal('severity-limit'),
      critical: Limit,
      high: Limit,
      medium: Limit,
      low: Limit,
      fixableOnly: z.boolean().optional(),
    })
    .refine(({ critical, high, medium, low }) => [critical, high, medium, low].some((limit) => limit !== undefined), NO_LIMIT),
  z.strictObject({ kind: z.literal('epss-limit'), probability: z.number().min(0).max(1) }),
  z.strictObject({ kind: z.literal('supported-base') }),
  z.strictObject({ kind: z.literal('current-base') }),
  z.strictObject({ kind: z.literal('approved-bases'), globs: Globs }),
  z.strictObject({ kind: z.literal('non-root') }),
  z.strictObject({ kind: z.literal('no-secrets') }),
  z.strictObject({ kind: z.literal('banned-packages'), globs: Globs }),
  z.strictObject({ kind: z.literal('denied-licenses'), globs: Globs }),
  z.strictObject({ kind: z.literal('complete-coverage') }),
  z.strictObject({ kind: z.literal('signed') }),
]);
export type PolicyRule = z.infer<typeof PolicyRule>;

/** Which images a policy is for: every part that is given must fit; none = all. */
export const PolicyScope = z.strictObject({
  connection: Id.optional(),
  repositoryGlob: Glob.optional(),
  /** One of the tags that reach the image. */
  tagGlob: Glob.optional(),
});

const Input = {
  name: z.string().trim().min(1).max(120),
  description: z.string().trim().max(1000),
  scope: PolicyScope,
  rules: z.array(PolicyRule).min(1).max(30),
  enabled: z.boolean(),
};
export const PolicyInput = z.strictObject(Input);
export type PolicyInput = z.infer<typeof PolicyInput>;

export const PolicyCounts = z.object({ pass: z.int(), violation: z.int(), unknown: z.int() });

export const PolicySummary = z.object({
  id: z.int(),
  ...Input,
  /** Comes with the product: it can only be switched on and off. */
  builtIn: z.boolean(),
  author: z.string().optional(),
  changedAt: Instant,
  /** Images by what the policy says of them; null while it is off or was not evaluated. */
  counts: PolicyCounts.nullable(),
  /** The next deadline of an image that keeps it so far. */
  nextDueAt: Instant.optional(),
});
export type PolicySummary = z.infer<typeof PolicySummary>;

export const PolicyDetail = PolicySummary.extend({
  /** At most 90 days, oldest first; days on which nothing ran are missing. */
  trend: z.array(PolicyCounts.extend({ day: z.iso.date() })),
});
export type PolicyDetail = z.infer<typeof PolicyDetail>;

const FindingFact = z.object({
  vulnerability: z.string(),
  package: z.string(),
  version: z.string(),
  severity: SeveritySchema,
  firstSeenAt: Instant,
});

export const RuleResult = z.object({
  rule: z.string(),
  state: PolicyState,
  message: z.string(),
  findings: z.array(FindingFact).optional(),
  /** When it is broken, or was. */
  dueAt: Instant.optional(),
});
export type RuleResult = z.infer<typeof RuleResult>;

export const PolicyImage = z.object({
  connection: z.int(),
  connectionName: z.string(),
  repository: z.string(),
  digest: z.string(),
  platform: z.string(),
  tags: z.array(z.string()),
  state: PolicyState,
  since: Instant,
  dueAt: Instant.optional(),
  results: z.array(RuleResult),
});
export type PolicyImage = z.infer<typeof PolicyImage>;

export const ImagePolicy = z.object({
  policy: z.int(),
  name: z.string(),
  state: PolicyState,
  since: Instant,
  dueAt: Instant.optional(),
  results: z.array(RuleResult),
});
export type ImagePolicy = z.infer<typeof ImagePolicy>;

export const ConfigurationResult = z.object({
  id: z.string(),
  title: z.string(),
  remedy: z.string(),
  /** Section of the CIS Docker Benchmark 1.6. */
  cis: z.string().optional(),
  urls: z.array(z.string()),
  status: z.enum(['pass', 'fail', 'unknown']),
  severity: SeveritySchema,
  message: z.string(),
  layer: LayerRef.optional(),
  evidence: z.array(z.string()),
  /** Whose it is: of the image it is built on, or of its own part. */
  origin: z.enum(['base', 'application', 'unknown']),
});
export type ConfigurationResult = z.infer<typeof ConfigurationResult>;

/** The images of a repository, or of a registry, under one policy. */
export const PolicyGroup = PolicyCounts.extend({
  connection: z.int(),
  connectionName: z.string(),
  /** Absent where registries are counted. */
  repository: z.string().optional(),
  /** The next deadline of an image that keeps it so far. */
  nextDueAt: Instant.optional(),
});
export type PolicyGroup = z.infer<typeof PolicyGroup>;

export const POLICY_GROUPS = ['repository', 'registry'] as const;
export const POLICY_IMAGE_SORTS = ['state', 'due'] as const;

const PolicyParams = z.object({ policy: IdText });

export const listPolicies = endpoint({
  method: 'GET',
  path: '/api/policies',
  summary: 'Policies with how many images keep them: those that come with the product first',
  group: 'Policies',
  role: 'viewer',
  response: z.array(PolicySummary),
});

export const createPolicy = endpoint({
  method: 'POST',
  path: '/api/policies',
  summary: 'Make a policy; it is evaluated at once',
  group: 'Policies',
  role: 'editor',
  body: PolicyInput,
  response: PolicyDetail,
});

export const evaluatePolicies = endpoint({
  method: 'POST',
  path: '/api/policies/evaluate',
  summary: 'Hold every image against every policy now',
  group: 'Policies',
  role: 'editor',
  response: Done,
});

export const getPolicy = endpoint({
  method: 'GET',
  path: '/api/policies/:policy',
  summary: 'One policy and its trend',
  group: 'Policies',
  role: 'viewer',
  params: PolicyParams,
  response: PolicyDetail,
});

export const updatePolicy = endpoint({
  method: 'PATCH',
  path: '/api/policies/:policy',
  summary: 'Change a policy; of one that comes with the product only whether it is on',
  group: 'Policies',
  role: 'editor',
  params: PolicyParams,
  body: PolicyInput.partial(),
  response: PolicyDetail,
});

export const deletePolicy = endpoint({
  method: 'DELETE',
  path: '/api/policies/:policy',
  summary: 'Remove an own policy with everything that it said',
  group: 'Policies',
  role: 'editor',
  params: PolicyParams,
  response: Done,
});

export const listPolicyImages = endpoint({
  method: 'GET',
  path: '/api/policies/:policy/images',
  summary: 'What a policy says of each image: violations first, then what is unknown',
  group: 'Policies',
  role: 'viewer',
  params: PolicyParams,
  query: PageQuery.extend({
    state: PolicyState.optional(),
    q: z.string().max(200).optional(),
    /** `due`: the nearest deadline first, images without one last. */
    sort: z.enum(POLICY_IMAGE_SORTS).default('state'),
  }),
  response: page(PolicyImage),
});

export const listPolicyGroups = endpoint({
  method: 'GET',
  path: '/api/policies/:policy/groups',
  summary: 'How many images of each repository or registry keep a policy: most violations first, then what is unknown',
  group: 'Policies',
  role: 'viewer',
  params: PolicyParams,
  query: PageQuery.extend({ by: z.enum(POLICY_GROUPS).default('repository') }),
  response: page(PolicyGroup),
});

export const getImagePolicies = endpoint({
  method: 'GET',
  path: '/api/images/:connection/:repository/:reference/policies',
  summary: 'What every policy says of one image',
  group: 'Policies',
  role: 'viewer',
  params: ImageParams,
  query: PlatformQuery,
  response: z.array(ImagePolicy),
});

export const getConfiguration = endpoint({
  method: 'GET',
  path: '/api/images/:connection/:repository/:reference/configuration',
  summary: 'What the checks say of an image: sections of the CIS Docker Benchmark first. Null if it was not checked yet',
  group: 'Policies',
  role: 'viewer',
  params: ImageParams,
  query: PlatformQuery,
  response: z.object({ results: z.array(ConfigurationResult).nullable() }),
});
