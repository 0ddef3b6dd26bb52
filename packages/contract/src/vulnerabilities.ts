import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Epss, EpssAtLeast, Flag, IdText, Instant, page, PageQuery, SeverityList, SeveritySchema } from './shared.ts';

export const VulnerabilityRow = z.object({
  id: z.string(),
  aliases: z.array(z.string()),
  summary: z.string(),
  severity: SeveritySchema,
  cvss: z.number().optional(),
  exploited: z.boolean(),
  epss: Epss.optional(),
  images: z.int(),
  fixableImages: z.int(),
  repositories: z.int(),
  /** Images of repositories in which a decision hides it everywhere; narrower decisions show on the images. */
  decidedImages: z.int(),
  publishedAt: Instant.optional(),
});

export const VulnerabilityDetail = VulnerabilityRow.extend({
  details: z.string(),
  cvssVector: z.string().optional(),
  modifiedAt: Instant.optional(),
  cwes: z.array(z.string()),
  kev: z.object({ dateAdded: z.string(), dueDate: z.string(), ransomware: z.boolean() }).optional(),
  references: z.array(z.object({ type: z.string(), url: z.string() })),
  packages: z.array(z.object({ purl: z.string(), fixedVersions: z.array(z.string()) })),
});
export type VulnerabilityDetail = z.infer<typeof VulnerabilityDetail>;

/** Which vulnerabilities. */
export const VulnerabilityFilter = z.object({
  q: z.string().max(200).optional(),
  severity: SeverityList.optional(),
  fixable: Flag.optional(),
  exploited: Flag.optional(),
  epssAtLeast: EpssAtLeast.optional(),
  connection: IdText.optional(),
  /** Without those that are decided in every repository that has them. */
  openOnly: Flag.optional(),
});

const VulnerabilityParams = z.object({ vulnerability: z.string().max(200) });

export const listVulnerabilities = endpoint({
  method: 'GET',
  path: '/api/vulnerabilities',
  summary: 'Vulnerabilities over all current images, highest risk first',
  group: 'Vulnerabilities',
  role: 'viewer',
  query: PageQuery.extend(VulnerabilityFilter.shape),
  response: page(VulnerabilityRow),
});

export const getVulnerability = endpoint({
  method: 'GET',
  path: '/api/vulnerabilities/:vulnerability',
  summary: 'One vulnerability under any of its names',
  group: 'Vulnerabilities',
  role: 'viewer',
  params: VulnerabilityParams,
  response: VulnerabilityDetail,
});

export const listVulnerabilityImages = endpoint({
  method: 'GET',
  path: '/api/vulnerabilities/:vulnerability/images',
  summary: 'Which images have it',
  group: 'Vulnerabilities',
  role: 'viewer',
  params: VulnerabilityParams,
  query: PageQuery,
  response: page(
    z.object({
      connection: z.int(),
      connectionName: z.string(),
      repository: z.string(),
      tags: z.array(z.string()),
      digest: z.string(),
      platform: z.string(),
      packages: z.array(z.string()),
      fixable: z.boolean(),
      /** How many of the packages decisions hide. */
      decidedPackages: z.int(),
      frozenAt: Instant.optional(),
    }),
  ),
});
