import { z } from 'zod';
import { IdText } from './shared.ts';
import { endpoint } from './endpoint.ts';
import { PolicyCounts } from './policies.ts';

const Scope = z.object({ connection: IdText.optional(), repository: z.string().min(1).max(300).optional() });

export const CisFailingImage = z.object({
  connection: z.int(),
  connectionName: z.string(),
  repository: z.string(),
  digest: z.string(),
  platform: z.string(),
  tags: z.array(z.string()),
});

/** A recommendation of section 4 of the CIS Docker Benchmark 1.6, held against the current images of a scope. */
export const CisSection = z.object({
  /** `4.1` */
  section: z.string(),
  title: z.string(),
  /** Images by what the checks say of them; null where an image cannot tell: see the remark. */
  counts: PolicyCounts.nullable(),
  /** What an image cannot tell, and who can. */
  remark: z.string().optional(),
  /** The first of those that fail, by repository. */
  failing: z.array(CisFailingImage),
});
export type CisSection = z.infer<typeof CisSection>;

export const getCisCompliance = endpoint({
  method: 'GET',
  path: '/api/compliance/cis',
  summary: 'Section 4 of the CIS Docker Benchmark 1.6 over the current images of a registry, a repository or all',
  group: 'Policies',
  role: 'viewer',
  query: Scope.extend({
    /** Of failing images, for each section. */
    failing: z.coerce.number().int().min(0).max(200).default(10),
  }),
  response: z.object({ sections: z.array(CisSection) }),
});

export const getPolicyCompliance = endpoint({
  method: 'GET',
  path: '/api/compliance/policies',
  summary: 'How many current images of a registry, a repository or all keep each policy',
  group: 'Policies',
  role: 'viewer',
  query: Scope,
  response: z.array(z.object({ policy: z.int(), name: z.string() }).extend(PolicyCounts.shape)),
});
