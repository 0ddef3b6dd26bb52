import { JUSTIFICATIONS } from '@plimsoll/model';
import { z } from 'zod';
import { DECISION_KINDS, DecisionScope } from './decisions.ts';
import { endpoint } from './endpoint.ts';
import { Instant } from './shared.ts';

/** Vulnerabilities that may be decided in one request, and decisions that may be ended in one. */
export const MAX_BULK_DECISIONS = 200;

/** Which findings: of these vulnerabilities (any of their names) in any package. */
const Target = {
  scope: DecisionScope,
  vulnerabilities: z.array(z.string().trim().min(1).max(200)).min(1).max(MAX_BULK_DECISIONS),
};
export const BulkTarget = z.strictObject(Target);
export type BulkTarget = z.infer<typeof BulkTarget>;

/** By all the decisions together, now, in current images of connected registries. */
const Hides = z.object({ findings: z.int(), images: z.int() });

export const BulkPreview = z.object({
  hides: Hides,
  /** Of the vulnerabilities, those that an open decision with exactly this scope hides already: no second one is made. */
  decidedAlready: z.int(),
});
export type BulkPreview = z.infer<typeof BulkPreview>;

export const previewDecisions = endpoint({
  method: 'POST',
  path: '/api/decisions/bulk/preview',
  summary: 'What a decision on each of several vulnerabilities would hide, without making them',
  group: 'Decisions',
  role: 'editor',
  body: BulkTarget,
  response: BulkPreview,
});

export const createDecisions = endpoint({
  method: 'POST',
  path: '/api/decisions/bulk',
  summary: 'Make a decision on each of up to 200 vulnerabilities, in one scope and for one reason. All or none',
  group: 'Decisions',
  role: 'editor',
  body: z.strictObject({
    ...Target,
    kind: z.enum(DECISION_KINDS),
    /** Of `not-affected` only, and needed there. */
    justification: z.enum(JUSTIFICATIONS).optional(),
    reason: z.string().trim().min(3).max(2000),
    expiresAt: Instant.optional(),
  }),
  response: BulkPreview.extend({
    /** Ids of those that were made. */
    decisions: z.array(z.int()),
  }),
});

export const endDecisions = endpoint({
  method: 'POST',
  path: '/api/decisions/bulk/end',
  summary: 'End up to 200 decisions: what they hid is open again. All or none; those that are closed already stay as they are',
  group: 'Decisions',
  role: 'editor',
  body: z.strictObject({
    decisions: z.array(z.int().positive()).min(1).max(MAX_BULK_DECISIONS),
    reason: z.string().trim().max(2000).default(''),
  }),
  response: z.object({
    /** Ids of those that it ended. */
    ended: z.array(z.int()),
  }),
});
