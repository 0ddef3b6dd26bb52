import { z } from 'zod';
import { FindingDecision } from './decisions.ts';
import { endpoint } from './endpoint.ts';
import {
  Counts,
  CoverageSchema,
  Epss,
  EpssAtLeast,
  Flag,
  IdText,
  Instant,
  LayerRef,
  page,
  PageQuery,
  ProblemRow,
  SeverityList,
  SeveritySchema,
} from './shared.ts';

export const RepositoryRow = z.object({
  connection: z.int(),
  connectionName: z.string(),
  repository: z.string(),
  uri: z.string(),
  tags: z.int(),
  images: z.int(),
  /** Of the newest tag; null until one is read. */
  newest: z.object({ tag: z.string(), counts: Counts.nullable(), coverage: CoverageSchema.nullable(), pushedAt: Instant }).nullable(),
  frozenAt: Instant.optional(),
});

export const ImageState = z.enum(['discovered', 'reading', 'read', 'failed', 'not-an-image']);

export const TagRow = z.object({
  tag: z.string(),
  digest: z.string(),
  mediaType: z.string(),
  /** Of the readable images: one, or one a platform of an index. */
  platforms: z.array(z.string()),
  state: ImageState,
  coverage: CoverageSchema.nullable(),
  counts: Counts.nullable(),
  sizeBytes: z.int(),
  pushedAt: Instant,
  pulledAt: Instant.optional(),
  since: Instant,
  problems: z.int(),
});

export const ImageRow = TagRow.extend({
  connection: z.int(),
  connectionName: z.string(),
  repository: z.string(),
  frozenAt: Instant.optional(),
});

export const ImageParams = z.object({
  connection: IdText,
  /** `shop/web` as one segment: `shop%2Fweb`. */
  repository: z.string(),
  /** A tag or a digest. */
  reference: z.string(),
});

/** Which platform of an index: `linux/arm64`. Without it linux/amd64, else the first. */
export const PlatformQuery = z.object({ platform: z.string().max(60).optional() });

export const ImageDetail = z.object({
  connection: z.int(),
  connectionName: z.string(),
  frozenAt: Instant.optional(),
  repository: z.string(),
  uri: z.string(),
  reference: z.string(),
  tags: z.array(z.string()),
  digest: z.string(),
  /** Of the index, if the reference names one. */
  indexDigest: z.string().optional(),
  platform: z.string(),
  platforms: z.array(z.string()),
  state: ImageState,
  coverage: CoverageSchema.nullable(),
  os: z.string().optional(),
  sizeBytes: z.int(),
  pushedAt: Instant,
  pulledAt: Instant.optional(),
  firstReadAt: Instant.optional(),
  counts: Counts.nullable(),
  /** How many of them decisions hide. */
  decided: Counts,
  /** Findings in the exploited catalogue. */
  exploited: z.int(),
  withoutFix: z.int(),
  packages: z.int(),
  notAffected: z.int(),
  problems: z.array(ProblemRow),
  layers: z.array(
    LayerRef.extend({ sizeBytes: z.int(), packages: z.int(), findings: z.int(), emptyInstructions: z.array(z.string()).optional() }),
  ),
  config: z
    .object({ user: z.string(), exposedPorts: z.array(z.string()), entrypoint: z.array(z.string()), command: z.array(z.string()) })
    .optional(),
});
export type ImageDetail = z.infer<typeof ImageDetail>;

export const FindingRow = z.object({
  id: z.string(),
  vulnerability: z.string(),
  aliases: z.array(z.string()),
  summary: z.string(),
  severity: SeveritySchema,
  cvss: z.number().optional(),
  exploited: z.boolean(),
  epss: Epss.optional(),
  purl: z.string(),
  ecosystem: z.string(),
  package: z.string(),
  version: z.string(),
  /** The binary packages it is installed as, where that is something else. */
  binaries: z.array(z.string()),
  fixedVersions: z.array(z.string()),
  fixState: z.enum(['available', 'none', 'wont_fix', 'deferred', 'end_of_life', 'unknown']),
  layer: LayerRef,
  path: z.string(),
  firstSeenAt: Instant,
  /** What hides it; absent while it is open. */
  decision: FindingDecision.optional(),
});
export type FindingRow = z.infer<typeof FindingRow>;

export const FindingDetail = FindingRow.extend({
  details: z.string(),
  cvssVector: z.string().optional(),
  publishedAt: Instant.optional(),
  modifiedAt: Instant.optional(),
  cwes: z.array(z.string()),
  kev: z.object({ dateAdded: z.string(), dueDate: z.string(), ransomware: z.boolean() }).optional(),
  references: z.array(z.object({ type: z.string(), url: z.string() })),
  /** Why it is here: record, range, and what the comparison said. */
  evidence: z.array(z.object({ advisory: z.string(), range: z.string(), comparison: z.string() })),
  alsoIn: z.int(),
});
export type FindingDetail = z.infer<typeof FindingDetail>;

export const PackageRow = z.object({
  purl: z.string(),
  type: z.string(),
  name: z.string(),
  version: z.string(),
  path: z.string(),
  layer: LayerRef,
  licenses: z.array(z.string()),
  owner: z.string().optional(),
  findings: z.int(),
});

export const listRepositories = endpoint({
  method: 'GET',
  path: '/api/repositories',
  summary: 'Repositories of all connections by name',
  group: 'Images',
  role: 'viewer',
  query: PageQuery.extend({ q: z.string().max(200).optional(), connection: IdText.optional() }),
  response: page(RepositoryRow),
});

/** Which tagged images. */
export const ImageFilter = z.object({
  q: z.string().max(200).optional(),
  connection: IdText.optional(),
  repository: z.string().max(300).optional(),
  severity: SeverityList.optional(),
  coverage: CoverageSchema.optional(),
  state: ImageState.optional(),
});

export const listImages = endpoint({
  method: 'GET',
  path: '/api/images',
  summary: 'Tagged images, newest push first',
  group: 'Images',
  role: 'viewer',
  query: PageQuery.extend(ImageFilter.shape),
  response: page(ImageRow),
});

export const getImage = endpoint({
  method: 'GET',
  path: '/api/images/:connection/:repository/:reference',
  summary: 'One image',
  group: 'Images',
  role: 'viewer',
  params: ImageParams,
  query: PlatformQuery,
  response: ImageDetail,
});

export const FINDING_SORTS = ['severity', 'package', 'layer', 'firstSeen', 'cvss'] as const;
export const FINDING_ORIGINS = ['base', 'application'] as const;
export const DECIDED_STATES = ['open', 'decided', 'all'] as const;

/** Which findings of an image. */
export const FindingFilter = PlatformQuery.extend({
  q: z.string().max(200).optional(),
  severity: SeverityList.optional(),
  fixable: Flag.optional(),
  exploited: Flag.optional(),
  epssAtLeast: EpssAtLeast.optional(),
  ecosystem: z.string().max(60).optional(),
  layer: z.coerce.number().int().min(0).max(100_000).optional(),
  /** Of layers that came from the image it is built on, or of its own. An image whose base is not known refuses it. */
  origin: z.enum(FINDING_ORIGINS).optional(),
  /** Open: no decision hides it. */
  decided: z.enum(DECIDED_STATES).default('all'),
});

export const listFindings = endpoint({
  method: 'GET',
  path: '/api/images/:connection/:repository/:reference/findings',
  summary: 'What is wrong with one image, worst first unless sorted otherwise',
  group: 'Images',
  role: 'viewer',
  params: ImageParams,
  query: PageQuery.extend(FindingFilter.shape).extend({
    sort: z.enum(FINDING_SORTS).default('severity'),
    order: z.enum(['asc', 'desc']).default('desc'),
  }),
  response: page(FindingRow).extend({ ecosystems: z.array(z.string()) }),
});

export const getFinding = endpoint({
  method: 'GET',
  path: '/api/images/:connection/:repository/:reference/findings/:vulnerability',
  summary: 'One finding: why it is here and what fixes it. The package is its whole purl; without it the first that matches',
  group: 'Images',
  role: 'viewer',
  params: ImageParams.extend({ vulnerability: z.string() }),
  query: PlatformQuery.extend({ package: z.string().max(1000).optional() }),
  response: FindingDetail,
});

export const listPackages = endpoint({
  method: 'GET',
  path: '/api/images/:connection/:repository/:reference/packages',
  summary: 'Everything installed in one image, by name',
  group: 'Images',
  role: 'viewer',
  params: ImageParams,
  query: PageQuery.extend(PlatformQuery.shape).extend({
    q: z.string().max(200).optional(),
    layer: z.coerce.number().int().min(0).max(100_000).optional(),
  }),
  response: page(PackageRow),
});

export const listNotAffected = endpoint({
  method: 'GET',
  path: '/api/images/:connection/:repository/:reference/not-affected',
  summary: 'What an advisory names but the bytes deny, with the evidence',
  group: 'Images',
  role: 'viewer',
  params: ImageParams,
  query: PlatformQuery,
  response: z.array(
    z.object({
      vulnerability: z.string(),
      aliases: z.array(z.string()),
      purl: z.string(),
      justification: z.string(),
      evidence: z.string(),
    }),
  ),
});
