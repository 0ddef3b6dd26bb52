import { SEVERITIES } from '@plimsoll/model';
import { z } from 'zod';
import { align, count, printable, widthsOf } from './columns.ts';
import { Target } from './document.ts';
import type { RenderOptions } from './format.ts';
import { purlParts } from './purl-parts.ts';

/** A layer of the base, one above it, or not known where the base is not. */
const Origin = z.enum(['base', 'application', 'unknown']);

const PackageEntry = z.strictObject({ purl: z.string(), origin: Origin });
const FindingEntry = z.strictObject({ id: z.string(), purl: z.string(), severity: z.enum(SEVERITIES), origin: Origin });

/** What `plimsoll compare --format json` prints: a contract, published as `docs/schemas/compare.schema.json`. */
export const CompareDocument = z.strictObject({
  schemaVersion: z.literal(1),
  before: Target,
  after: Target,
  packages: z.strictObject({
    added: z.array(PackageEntry),
    removed: z.array(PackageEntry),
    /** In both, in other versions. */
    changed: z.array(
      z.strictObject({
        /** The package URL without its version. */
        name: z.string(),
        before: z.array(z.string()).min(1),
        after: z.array(z.string()).min(1),
        origin: Origin,
      }),
    ),
    unchanged: z.number().int(),
  }),
  vulnerabilities: z.strictObject({
    added: z.array(FindingEntry),
    removed: z.array(FindingEntry),
    /** In both, in another version of the package; `purl` is the one after. */
    changed: z.array(FindingEntry.extend({ before: z.string() })),
    unchanged: z.number().int(),
  }),
});
export type CompareDocument = z.infer<typeof CompareDocument>;

/** The document for people: what was fixed, what came, and the packages behind it. */
export function compareTable({ before, after, packages, vulnerabilities }: CompareDocument, { columns }: RenderOptions): string {
  const lines = [
    `${printable(before.name)} -> ${printable(after.name)}`,
    '',
    `Vulnerabilities: ${changes(vulnerabilities)}.`,
    `Packages: ${changes(packages)}.`,
  ];
  const findings = [
    ...vulnerabilities.added.map(({ id, purl, severity, origin }) => ['+', severity, id, ...nameAndVersion(purl), origin]),
    ...vulnerabilities.changed.map(({ id, purl, before: was, severity, origin }) => [
      '~',
      severity,
      id,
      nameAndVersion(purl)[0],
      arrow([was], [purl]),
      origin,
    ]),
    ...vulnerabilities.removed.map(({ id, purl, severity, origin }) => ['-', severity, id, ...nameAndVersion(purl), origin]),
  ];
  if (findings.length > 0) lines.push('', ...rows([['', 'SEVERITY', 'VULNERABILITY', 'PACKAGE', 'VERSION', 'FROM'], ...findings], columns));
  const listed = [
    ...packages.added.map(({ purl, origin }) => ['+', ...nameAndVersion(purl), origin]),
    ...packages.changed.map(({ before: was, after: now, origin }) => ['~', nameAndVersion(now[0]!)[0], arrow(was, now), origin]),
    ...packages.removed.map(({ purl, origin }) => ['-', ...nameAndVersion(purl), origin]),
  ];
  if (listed.length > 0) lines.push('', ...rows([['', 'PACKAGE', 'VERSION', 'FROM'], ...listed], columns));
  return `${lines.join('\n')}\n`;
}

interface Changes {
  readonly added: readonly unknown[];
  readonly removed: readonly unknown[];
  readonly changed: readonly unknown[];
  readonly unchanged: number;
}

function changes({ added, removed, changed, unchanged }: Changes): string {
  return `${count(added.length, 'added', 'added')}, ${removed.length} removed, ${changed.length} in another version, ${unchanged} unchanged`;
}

function nameAndVersion(purl: string): [string, string] {
  const { display, version } = purlParts(purl);
  return [display, version];
}

function arrow(before: readonly string[], after: readonly string[]): string {
  const versions = (purls: readonly string[]): string => purls.map((purl) => nameAndVersion(purl)[1]).join(', ');
  return `${versions(before)} -> ${versions(after)}`;
}

function rows(cells: readonly (readonly string[])[], columns: number): string[] {
  const widths = widthsOf(cells, columns);
  return cells.map((row) => align(row, widths));
}
