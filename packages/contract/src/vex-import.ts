import { JUSTIFICATIONS } from '@plimsoll/model';
import { z } from 'zod';
import { DecisionScope, PackageBuild } from './decisions.ts';
import { endpoint } from './endpoint.ts';
import { Instant } from './shared.ts';

/** Of a VEX document as JSON text. */
export const MAX_VEX_BYTES = 5 * 1024 * 1024;
/** Quotes and line ends of the text are escaped in the body. */
const MAX_BODY_BYTES = 2 * MAX_VEX_BYTES + 64 * 1024;

/** A document that is handed in. */
export const VexImport = z.strictObject({
  /** OpenVEX, CycloneDX or CSAF 2.0, as JSON text of at most 5 MiB. */
  document: z.string().min(1).max(MAX_VEX_BYTES),
  /** What messages call it. */
  name: z.string().trim().min(1).max(200).default('the document'),
  /** Where its statements may hold; what they name narrows it further. */
  scope: DecisionScope,
  expiresAt: Instant.optional(),
});

export type VexImport = z.output<typeof VexImport>;

const Hides = z.object({ findings: z.int(), images: z.int() });

/** What a statement becomes. */
export const VEX_OUTCOMES = ['decision', 'not-imported', 'decided-already', 'nothing'] as const;

/** A statement and one of the decisions that it becomes, or why it becomes none. */
export const VexRow = z.object({
  /** Where it stands in the document: `statements[3]`, counted from 0. */
  place: z.string(),
  vulnerability: z.string(),
  status: z.enum(['not_affected', 'fixed', 'affected', 'under_investigation']),
  outcome: z.enum(VEX_OUTCOMES),
  /** A sentence without a full stop, where it becomes no decision. */
  because: z.string().optional(),
  decision: z
    .object({
      scope: DecisionScope.extend({ connectionName: z.string().optional() }),
      vulnerability: z.string(),
      packagePattern: z.string().optional(),
      packageBuild: PackageBuild.optional(),
      justification: z.enum(JUSTIFICATIONS),
      reason: z.string(),
      /** Now, in current images of connected registries. */
      hides: Hides,
      /** An open decision that names exactly the same. */
      twin: z.int().optional(),
    })
    .optional(),
});
export type VexRow = z.infer<typeof VexRow>;

export const VexPreview = z.object({
  /** Whose statements they are, as the document says. */
  author: z.string(),
  /** How many rows of each outcome there are. */
  counts: z.record(z.enum(VEX_OUTCOMES), z.int()),
  /** At most 1,000, those that become decisions first. */
  rows: z.array(VexRow),
  /** By all the decisions together. */
  hides: Hides,
  /** What could not be read of the document, in words. */
  problems: z.array(z.string()),
});
export type VexPreview = z.infer<typeof VexPreview>;

export const previewVexImport = endpoint({
  method: 'POST',
  path: '/api/decisions/import/preview',
  summary: 'What the statements of a VEX document would become and hide, without making anything',
  group: 'Decisions',
  role: 'editor',
  body: VexImport,
  response: VexPreview,
  maxBodyBytes: MAX_BODY_BYTES,
});

export const importVex = endpoint({
  method: 'POST',
  path: '/api/decisions/import',
  summary: 'Make decisions of the statements of a VEX document: OpenVEX, CycloneDX or CSAF. All or none',
  group: 'Decisions',
  role: 'editor',
  body: VexImport,
  response: VexPreview.omit({ rows: true }).extend({
    /** Ids of those that were made. */
    decisions: z.array(z.int()),
  }),
  maxBodyBytes: MAX_BODY_BYTES,
});
