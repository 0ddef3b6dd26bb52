import { styleText } from 'node:util';
import { ERROR_CODES, SEVERITIES, severityRank } from '@plimsoll/model';
import { z } from 'zod';
import { align, count, printable, widthsOf } from './columns.ts';
import { LayerReference, Target } from './document.ts';
import type { RenderOptions } from './format.ts';

const ResultEntry = z.strictObject({
  /** Of the check; never changes: `CIS-4.1`, `exposed-ssh`. */
  id: z.string(),
  /** What is right: `The image does not run as root`. */
  title: z.string(),
  /** Section of the CIS Docker Benchmark 1.6. */
  cis: z.string().optional(),
  /** `unknown`: it could not be told. */
  status: z.enum(['pass', 'fail', 'unknown']),
  severity: z.enum(SEVERITIES),
  message: z.string(),
  /** Empty strings if it lies in no layer. */
  layer: LayerReference,
  /** A matter of the base, or of what was built on it; `unknown` where the base is. */
  origin: z.enum(['base', 'application', 'unknown']),
  /** Paths, instructions and values; secrets are redacted. */
  evidence: z.array(z.string()),
  /** What to do when it fails. */
  remedy: z.string(),
  urls: z.array(z.string()),
});

/** What `plimsoll check --format json` prints: a contract, published as `docs/schemas/check.schema.json`. */
export const CheckDocument = z.strictObject({
  schemaVersion: z.literal(1),
  target: Target,
  /** Name of the image it is built on; null if nothing tells. */
  base: z.string().nullable(),
  /** `partial`: not every layer could be read, so that more may be wrong than is listed. */
  coverage: z.enum(['complete', 'partial']),
  /** At least one for each check; a check that finds several things says several. */
  results: z.array(ResultEntry).min(1),
  problems: z.array(z.strictObject({ code: z.enum(ERROR_CODES), message: z.string(), path: z.string().optional() })),
});
export type CheckDocument = z.infer<typeof CheckDocument>;
type Result = CheckDocument['results'][number];

/** The document for people: what fails, worst first, with what to do; then what could not be told, and how many passed. */
export function checkTable({ target, base, coverage, results, problems }: CheckDocument, { color, columns }: RenderOptions): string {
  const bold = (text: string): string => (color ? styleText('bold', text, { validateStream: false }) : text);
  const failed = results.filter(({ status }) => status === 'fail').toSorted((a, b) => severityRank(b.severity) - severityRank(a.severity));
  const unknown = results.filter(({ status }) => status === 'unknown');
  const passed = results.filter(({ status }) => status === 'pass');
  const lines = [
    bold(printable(target.name)),
    base === null
      ? 'Nothing tells what this image is built on, nor whose fault is whose. Give --registry.'
      : `Built on ${printable(base)}.`,
    '',
    `${count(failed.length, 'thing')} to mend; ${count(passed.length, 'check')} passed, ${unknown.length} could not be told.`,
  ];
  if (failed.length > 0) lines.push('', ...failedRows(failed, columns), '', 'What to do:', ...remediesOf(failed));
  if (unknown.length > 0) lines.push('', 'Not told:', ...unknown.map(({ id, message }) => `  ${printable(id)}: ${printable(message)}`));
  if (problems.length > 0) {
    lines.push('', `${count(problems.length, 'problem')}: coverage is ${coverage}`);
    lines.push(...problems.map(({ code, message }) => `  ${code}  ${printable(message)}`));
  }
  return `${lines.join('\n')}\n`;
}

function failedRows(failed: readonly Result[], columns: number): string[] {
  const header = ['SEVERITY', 'CHECK', 'WHOSE', 'WHAT', 'EVIDENCE'];
  const rows = failed.map(({ severity, id, origin, message, evidence }) => [severity, id, origin, message, evidence[0] ?? '']);
  const widths = widthsOf([header, ...rows], columns);
  return [header, ...rows].map((cells) => align(cells, widths));
}

/** Once a check, in the order of the rows. */
function remediesOf(failed: readonly Result[]): string[] {
  return [...new Map(failed.map(({ id, remedy }) => [id, remedy]))].map(([id, remedy]) => `  ${printable(id)}: ${printable(remedy)}`);
}
