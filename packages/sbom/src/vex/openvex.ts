import { JUSTIFICATIONS } from '@plimsoll/model';
import { z } from 'zod';
import type { VexDocument, VexProduct, VexStatement } from './statement.ts';
import { toVexDocument, type UnreadStatement } from './to-vex-document.ts';

const Identified = z.object({
  '@id': z.string().optional(),
  identifiers: z.object({ purl: z.string().optional() }).optional(),
  hashes: z.record(z.string(), z.string()).optional(),
});

const Product = z.union([
  // 0.0.x wrote products as plain strings.
  z.string().transform((id) => ({ '@id': id, identifiers: undefined, hashes: undefined, subcomponents: undefined })),
  Identified.extend({ subcomponents: z.array(z.union([z.string().transform((id) => ({ '@id': id })), Identified])).optional() }),
]);

const Statement = z.object({
  vulnerability: z.union([
    z.string().transform((name) => ({ '@id': undefined, name, aliases: undefined })),
    z.object({ '@id': z.string().optional(), name: z.string(), aliases: z.array(z.string()).optional() }),
  ]),
  products: z.array(Product).optional(),
  status: z.enum(['not_affected', 'fixed', 'affected', 'under_investigation']),
  justification: z.enum(JUSTIFICATIONS).optional(),
  impact_statement: z.string().optional(),
  status_notes: z.string().optional(),
  timestamp: z.string().optional(),
  last_updated: z.string().optional(),
});

/** The parts of an OpenVEX document that are read. @see https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md */
export const OpenVexDocument = z.object({
  '@context': z.string().startsWith('https://openvex.dev/ns'),
  author: z.string().optional(),
  timestamp: z.string().optional(),
  statements: z.array(z.unknown()),
});

/** The statements of an OpenVEX document. Never throws: a statement that cannot be read is a problem. */
export function readOpenVex(document: z.infer<typeof OpenVexDocument>, file: string): VexDocument {
  return toVexDocument(
    document.statements.map((one, index): VexStatement | UnreadStatement => {
      const place = `statements[${index}]`;
      const { data } = Statement.safeParse(one);
      if (data === undefined) return { place };
      const { name, aliases = [] } = data.vulnerability;
      return {
        vulnerabilities: [name, ...aliases],
        status: data.status,
        products: (data.products ?? []).flatMap(toProduct),
        justification: data.justification ?? 'not_stated',
        reason: data.impact_statement ?? data.status_notes ?? '',
        author: document.author ?? '',
        file,
        place,
        timestamp: data.last_updated ?? data.timestamp ?? document.timestamp ?? '',
      };
    }),
    file,
  );
}

/** Nothing for a product of whose parts none has a name: the statement would be about the whole. */
function toProduct({ subcomponents = [], ...product }: z.infer<typeof Product>): VexProduct[] {
  const parts = subcomponents.flatMap(idsOf);
  return subcomponents.length > 0 && parts.length === 0 ? [] : [{ ids: idsOf(product), subcomponents: parts }];
}

function idsOf({ '@id': id, identifiers, hashes }: z.infer<typeof Identified>): string[] {
  const sha256 = hashes?.['sha-256'];
  const ids = [id, identifiers?.purl, sha256 === undefined ? undefined : `sha256:${sha256.toLowerCase()}`];
  return [...new Set(ids.flatMap((one) => one || []))];
}
