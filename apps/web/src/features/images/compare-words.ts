import type { ImageComparison } from '@plimsoll/contract';
import { count, list, number } from '../../ui/format.ts';
import { partsOfPurl } from '../../ui/purl.ts';
import { SEVERITIES, type Severity } from '../../ui/severities.ts';

export type Change = 'added' | 'removed' | 'changed';
export type Origin = ImageComparison['packages']['added'][number]['origin'];

/** One difference. Versions are joined with commas where several lie side by side; empty for what is not there. */
export interface Difference {
  readonly key: string;
  readonly change: Change;
  readonly origin: Origin;
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** Of a vulnerability only. */
  readonly id?: string;
  readonly severity?: Severity;
}

/** What a colleague would say: `49 fewer known vulnerabilities, 3 more, 12 in another version of their package`. */
export function comparisonInWords({ vulnerabilities, packages }: ImageComparison): string {
  const { added, removed, changed } = vulnerabilities;
  const parts = [
    removed.length === 0 ? undefined : count(removed.length, 'known vulnerability is gone', 'known vulnerabilities are gone'),
    added.length === 0
      ? undefined
      : removed.length === 0
        ? count(added.length, 'known vulnerability is new', 'known vulnerabilities are new')
        : `${number(added.length)} ${added.length === 1 ? 'is' : 'are'} new`,
    changed.length === 0 ? undefined : `${number(changed.length)} ${changed.length === 1 ? 'stays' : 'stay'} in another version`,
  ].filter((part) => part !== undefined);
  if (parts.length > 0) return `${list(parts)}.`;
  const touched = packages.added.length + packages.removed.length + packages.changed.length;
  return touched === 0 ? 'The same packages and the same known vulnerabilities.' : 'The same known vulnerabilities, in other packages.';
}

/** Vulnerabilities that come, go, or stay in another version of their package; in that order, the worst of each first. */
export function vulnerabilityRows({ vulnerabilities: { added, removed, changed } }: ImageComparison): Difference[] {
  const row = (change: Change, finding: (typeof added)[number], before: string, after: string): Difference => ({
    key: `${change} ${finding.id} ${finding.purl}`,
    change,
    origin: finding.origin,
    id: finding.id,
    severity: finding.severity,
    name: partsOfPurl(finding.purl).name,
    before: versionsOf([before]),
    after: versionsOf([after]),
  });
  return [
    ...worstFirst(added).map((finding) => row('added', finding, '', finding.purl)),
    ...worstFirst(removed).map((finding) => row('removed', finding, finding.purl, '')),
    ...worstFirst(changed).map((finding) => row('changed', finding, finding.before, finding.purl)),
  ];
}

function worstFirst<Rated extends { readonly severity: Severity }>(rows: readonly Rated[]): Rated[] {
  return rows.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

/** Packages that come, go, or change their version; in that order. */
export function packageRows({ packages: { added, removed, changed } }: ImageComparison): Difference[] {
  const row = (change: Change, name: string, origin: Origin, before: readonly string[], after: readonly string[]): Difference => ({
    key: `${change} ${name} ${before.join(' ')} ${after.join(' ')}`,
    change,
    origin,
    name: partsOfPurl(name).name,
    before: versionsOf(before),
    after: versionsOf(after),
  });
  return [
    ...added.map(({ purl, origin }) => row('added', purl, origin, [], [purl])),
    ...removed.map(({ purl, origin }) => row('removed', purl, origin, [purl], [])),
    ...changed.map(({ name, before, after, origin }) => row('changed', name, origin, before, after)),
  ];
}

function versionsOf(purls: readonly string[]): string {
  return [...new Set(purls.map((purl) => partsOfPurl(purl).version))].filter((version) => version !== '').join(', ');
}
