import { z } from 'zod';
import { isStoreKey, MAX_ID_BYTES, MAX_NAME_BYTES } from './store/keys.ts';

/** The fields of an OSV record that we use; others are dropped. @see https://ossf.github.io/osv-schema/ */
export interface OsvRecord {
  readonly id: string;
  readonly modified: string;
  readonly published?: string | null | undefined;
  readonly withdrawn?: string | null | undefined;
  readonly aliases: readonly string[];
  readonly upstream: readonly string[];
  readonly related: readonly string[];
  readonly summary?: string | null | undefined;
  readonly details?: string | null | undefined;
  readonly severity: readonly { readonly type: string; readonly score: string }[];
  readonly affected: readonly OsvAffected[];
  readonly references: readonly { readonly type: string; readonly url: string }[];
  readonly database_specific?: { readonly severity?: string | null | undefined; readonly cwe_ids: readonly string[] } | null | undefined;
}

export interface OsvAffected {
  readonly package?: { readonly ecosystem: string; readonly name: string } | undefined;
  readonly severity: OsvRecord['severity'];
  readonly ranges: readonly OsvRange[];
  readonly versions: readonly string[];
  readonly ecosystem_specific?:
    | {
        readonly imports?: readonly OsvImport[] | null | undefined;
        readonly urgency?: string | null | undefined;
        readonly status?: string | null | undefined;
      }
    | null
    | undefined;
  readonly database_specific?:
    | { readonly informational?: string | null | undefined; readonly last_known_affected_version_range?: string | null | undefined }
    | null
    | undefined;
}

export interface OsvRange {
  readonly type: string;
  readonly events: readonly {
    readonly introduced?: string | undefined;
    readonly fixed?: string | undefined;
    readonly last_affected?: string | undefined;
    readonly limit?: string | undefined;
  }[];
}

export interface OsvImport {
  readonly path?: string | undefined;
  readonly symbols: readonly string[];
  readonly goos: readonly string[];
}

/** Ids and names become keys of the store. */
const key = (maxBytes: number): z.ZodType<string> =>
  z.string().refine((text) => isStoreKey(text, maxBytes), `empty, longer than ${maxBytes} bytes, or with control characters`);

const id = key(MAX_ID_BYTES);
const version = z.string().min(1).max(512);
const strings = z
  .array(z.string().max(512))
  .max(10_000)
  .nullish()
  .transform((list) => list ?? []);
const ids = z
  .array(id)
  .max(20_000)
  .nullish()
  .transform((list) => list ?? []);
const timestamp = z
  .string()
  .max(64)
  .refine((text) => !Number.isNaN(Date.parse(text)), 'not a date');

const severities = z
  .array(z.object({ type: z.string().max(64), score: z.string().max(512) }))
  .max(100)
  .nullish()
  .transform((list) => list ?? []);

const range = z.object({
  type: z.string().max(32),
  events: z
    .array(
      z.object({ introduced: version.optional(), fixed: version.optional(), last_affected: version.optional(), limit: version.optional() }),
    )
    .max(50_000),
});

const affected = z.object({
  package: z.object({ ecosystem: key(MAX_ID_BYTES), name: key(MAX_NAME_BYTES) }).optional(),
  severity: severities,
  ranges: z
    .array(range)
    .max(50_000)
    .nullish()
    .transform((list) => list ?? []),
  versions: z
    .array(z.string().max(512))
    .max(200_000)
    .nullish()
    .transform((list) => list ?? []),
  ecosystem_specific: z
    .object({
      imports: z
        .array(z.object({ path: z.string().max(1024).optional(), symbols: strings, goos: strings }))
        .max(10_000)
        .nullish(),
      urgency: z.string().max(64).nullish(),
      status: z.string().max(64).nullish(),
    })
    .nullish()
    .catch(undefined),
  database_specific: z
    .object({
      informational: z.string().max(64).nullish(),
      last_known_affected_version_range: z.string().max(512).nullish(),
    })
    .nullish()
    .catch(undefined),
});

/** Checks a decoded record and drops the fields that we do not use. */
export const osvRecord: z.ZodType<OsvRecord> = z.object({
  id,
  modified: timestamp,
  published: timestamp.nullish(),
  withdrawn: timestamp.nullish(),
  aliases: ids,
  upstream: ids,
  related: ids,
  summary: z.string().nullish(),
  details: z.string().nullish(),
  severity: severities,
  affected: z
    .array(affected)
    .max(100_000)
    .nullish()
    .transform((list) => list ?? []),
  references: z
    .array(z.object({ type: z.string().max(64), url: z.string().max(4096) }))
    .max(10_000)
    .nullish()
    .transform((list) => list ?? []),
  database_specific: z
    .object({ severity: z.string().max(64).nullish().catch(undefined), cwe_ids: strings.catch([]) })
    .nullish()
    .catch(undefined),
});
