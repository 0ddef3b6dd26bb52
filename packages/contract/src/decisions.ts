import { JUSTIFICATIONS } from '@plimsoll/model';
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Id, IdText, Instant, page, PageQuery } from './shared.ts';

export const DECISION_KINDS = ['accepted', 'false-positive', 'not-affected'] as const;
const Kind = z.enum(DECISION_KINDS);

/** `*` is any text, slashes included; `?` any one character; upper and lower case are told apart. */
const Glob = z.string().trim().min(1).max(300);
const Digest = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'a digest looks like sha256:… with 64 hexadecimal digits');

/** Which images a decision reaches: every part that is given must fit; none = all. */
const Scope = {
  connection: Id.optional(),
  repositoryGlob: Glob.optional(),
  /** One of the tags that reach the image. */
  tagGlob: Glob.optional(),
  /** One image, or an index that holds it; its connection and the whole name of its repository are given too. */
  image: Digest.optional(),
};
export const DecisionScope = z.strictObject(Scope);
export type DecisionScope = z.infer<typeof DecisionScope>;

/** Which findings: of a vulnerability (any of its names), of packages by name, or both. One of the two is needed. */
const Target = {
  scope: DecisionScope,
  vulnerability: z.string().trim().min(1).max(200).optional(),
  packagePattern: Glob.optional(),
};
export const DecisionTarget = z.strictObject(Target);
export type DecisionTarget = z.infer<typeof DecisionTarget>;

/** How a finding says what hides it. */
export const FindingDecision = z.object({
  id: z.int(),
  kind: Kind,
  justification: z.enum(JUSTIFICATIONS).optional(),
  reason: z.string(),
  author: z.string(),
  createdAt: Instant,
  expiresAt: Instant.optional(),
});
export type FindingDecision = z.infer<typeof FindingDecision>;

const DecidedScope = z.object({ ...Scope, connectionName: z.string().optional() });

/** Beside the name of a package, what a VEX document said of it: every part that is given must be the same. */
export const PackageBuild = z.object({
  /** As OSV spells it: `npm`, `Debian`. */
  ecosystem: z.string().optional(),
  /** Of a distribution: `12`. */
  release: z.string().optional(),
  version: z.string().optional(),
  arch: z.string().optional(),
});
export type PackageBuild = z.infer<typeof PackageBuild>;

export const Decision = FindingDecision.extend({
  scope: DecidedScope,
  vulnerability: z.string().optional(),
  packagePattern: z.string().optional(),
  packageBuild: PackageBuild.optional(),
  state: z.enum(['open', 'expired', 'ended']),
  endedAt: Instant.optional(),
  endedBy: z.string().optional(),
  endedReason: z.string().optional(),
  /** Now, in current images of connected registries. */
  hides: z.object({ findings: z.int(), images: z.int() }),
});
export type Decision = z.infer<typeof Decision>;

export const DecisionPreview = z.object({
  findings: z.int(),
  images: z.int(),
  /** That reach these images. */
  tags: z.int(),
  repositories: z.int(),
  /** Of the findings, those that another decision hides already. */
  alreadyDecided: z.int(),
});
export type DecisionPreview = z.infer<typeof DecisionPreview>;

const DecisionParams = z.object({ decision: IdText });

export const previewDecision = endpoint({
  method: 'POST',
  path: '/api/decisions/preview',
  summary: 'What a decision would hide, without making it',
  group: 'Decisions',
  role: 'editor',
  body: DecisionTarget,
  response: DecisionPreview,
});

export const createDecision = endpoint({
  method: 'POST',
  path: '/api/decisions',
  summary: 'Hide findings, now and in images that are pushed later, until it expires or is ended',
  group: 'Decisions',
  role: 'editor',
  body: z.strictObject({
    ...Target,
    kind: Kind,
    /** Of `not-affected` only, and needed there. */
    justification: z.enum(JUSTIFICATIONS).optional(),
    reason: z.string().trim().min(3).max(2000),
    expiresAt: Instant.optional(),
  }),
  response: Decision,
});

export const listDecisions = endpoint({
  method: 'GET',
  path: '/api/decisions',
  summary: 'Decisions, newest first',
  group: 'Decisions',
  role: 'viewer',
  query: PageQuery.extend({ state: z.enum(['open', 'closed']).optional() }),
  response: page(Decision),
});

export const exportVex = endpoint({
  method: 'GET',
  path: '/api/decisions/vex',
  summary: 'What the open decisions say, as OpenVEX 0.2.0 or CycloneDX 1.6',
  group: 'Decisions',
  role: 'viewer',
  query: z.object({ format: z.enum(['openvex', 'cyclonedx']).default('openvex') }),
  response: z.record(z.string(), z.unknown()),
});

export const getDecision = endpoint({
  method: 'GET',
  path: '/api/decisions/:decision',
  summary: 'One decision',
  group: 'Decisions',
  role: 'viewer',
  params: DecisionParams,
  response: Decision,
});

export const endDecision = endpoint({
  method: 'POST',
  path: '/api/decisions/:decision/end',
  summary: 'End a decision: what it hid is open again',
  group: 'Decisions',
  role: 'editor',
  params: DecisionParams,
  body: z.strictObject({ reason: z.string().trim().max(2000).default('') }),
  response: Decision,
});
