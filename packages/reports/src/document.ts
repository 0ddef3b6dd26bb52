import { ERROR_CODES, JUSTIFICATIONS, SEVERITIES } from '@plimsoll/model';
import { z } from 'zod';

/** The layer that brought something: digest of its blob and the instruction that made it (empty if the image has no history). */
export const LayerReference = z.strictObject({ digest: z.string(), instruction: z.string() });

/** The image that a document is about. */
export const Target = z.strictObject({
  name: z.string(),
  /** Of the image manifest of the platform that was read; empty for a file that has none. */
  digest: z.string(),
  /** `linux/amd64` */
  platform: z.string(),
  /** What os-release says; null if there is none. */
  os: z.strictObject({ id: z.string(), version: z.string(), name: z.string() }).nullable(),
});

const PackageEntry = z.strictObject({
  /** Canonical: Debian version with epoch, Go with `v`, Maven with its real group. */
  purl: z.string(),
  licenses: z.array(z.string()),
  /** What a distribution built it from, where its advisories name that: Debian, Alpine and kin. */
  source: z.strictObject({ name: z.string(), version: z.string() }).optional(),
  /** rpm: the module stream, `nodejs:18`. */
  module: z.string().optional(),
  /** Listed and not matched, and why: `installed by python3-six, which is matched`. Absent if it is matched. */
  unmatched: z.string().optional(),
  /** Everywhere it was found, in layer order. */
  locations: z.array(z.strictObject({ path: z.string(), layer: LayerReference })).min(1),
});

const EvidenceEntry = z.strictObject({
  /** Id of the record that speaks. */
  advisory: z.string(),
  range: z.string(),
  comparison: z.string(),
});

/** @see https://www.first.org/epss/ */
const EpssEntry = z.strictObject({
  /** That it is exploited within 30 days, 0 to 1. */
  probability: z.number(),
  /** The part of all scored CVEs that are not more probable, 0 to 1. */
  percentile: z.number(),
  /** The day that the score is of: `2026-09-01`. */
  date: z.string(),
});
/** What a person decided about a finding, as its registry's Plimsoll has it; the command line knows none. */
export const FindingDecision = z.strictObject({
  id: z.int(),
  kind: z.enum(['accepted', 'false-positive', 'not-affected']),
  /** Of `not-affected`. */
  justification: z.enum(JUSTIFICATIONS).optional(),
  reason: z.string(),
  author: z.string(),
  /** ISO 8601, UTC. */
  createdAt: z.string(),
  /** Absent = it stays until it is ended. */
  expiresAt: z.string().optional(),
});
export type FindingDecision = z.infer<typeof FindingDecision>;

const FindingEntry = z.strictObject({
  /** The best name of the vulnerability: CVE > GHSA > GO > RUSTSEC > PYSEC > others. */
  id: z.string(),
  /** Every other name, the ids of its records included. */
  aliases: z.array(z.string()),
  summary: z.string(),
  /** What the advisories name: the source package for Debian and Alpine. */
  purl: z.string(),
  /** The packages it is installed as, where that is something else. */
  binaries: z.array(z.string()).optional(),
  /** Ascending; empty = no fix yet. */
  fixedVersions: z.array(z.string()),
  fixState: z.enum(['available', 'none', 'wont_fix', 'deferred', 'end_of_life', 'unknown']),
  severity: z.enum(SEVERITIES),
  /** CVSS base score, where a record has a vector. */
  cvss: z.number().optional(),
  /** In CISA's catalogue of known exploited vulnerabilities. */
  exploited: z.boolean(),
  /** The highest score of its CVEs, if one has any. */
  epss: EpssEntry.optional(),
  path: z.string(),
  layer: LayerReference,
  evidence: z.array(EvidenceEntry).min(1),
  /** Absent while it is open. */
  decision: FindingDecision.optional(),
});

const NotAffectedEntry = z.strictObject({
  id: z.string(),
  aliases: z.array(z.string()),
  purl: z.string(),
  /** OpenVEX justification. @see https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md#status-justifications */
  justification: z.enum(JUSTIFICATIONS),
  evidence: z.string(),
});

const ProblemEntry = z.strictObject({ code: z.enum(ERROR_CODES), message: z.string(), path: z.string().optional() });

/** What `plimsoll inventory --format json` prints: a contract, published as `docs/schemas/inventory.schema.json`. */
export const InventoryDocument = z.strictObject({
  schemaVersion: z.literal(1),
  target: Target,
  coverage: z.enum(['complete', 'partial', 'unsupported', 'not-an-image']),
  /** By purl. */
  packages: z.array(PackageEntry),
  problems: z.array(ProblemEntry),
});
export type InventoryDocument = z.infer<typeof InventoryDocument>;

/** What `plimsoll scan --format json` prints: a contract, published as `docs/schemas/scan.schema.json`. */
export const ScanDocument = InventoryDocument.extend({
  /** Worst first, then by package. One finding = one subject of a package set x one vulnerability. */
  findings: z.array(FindingEntry),
  /** What an advisory names and the bytes deny. */
  notAffected: z.array(NotAffectedEntry),
  /** What the findings were limited to, in words: `severity critical`. Absent = they are all here. */
  filter: z.string().optional(),
});
export type ScanDocument = z.infer<typeof ScanDocument>;
