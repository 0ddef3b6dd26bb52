import { compareNames } from '@plimsoll/advisories';
import { type FixState, type Link, type Problem, type Severity, severityRank, type Subject } from '@plimsoll/model';
import type { Statement } from './evaluate-entry.ts';
import type { Order } from './evaluate-range.ts';

export interface Match {
  readonly links: readonly Link[];
  /** What could not be compared. */
  readonly problems: readonly Problem[];
}

/** One link for each alias group that a statement speaks for, with all that its records say. */
export function toLinks(subject: Subject, statements: readonly Statement[], order: Order): readonly Link[] {
  const spoken = statements.flatMap((statement) =>
    statement.entry.vulnerabilities.map(({ id, severity }) => ({ id, severity, statement })),
  );
  return [...Map.groupBy(spoken, ({ id }) => id)]
    .toSorted(([a], [b]) => compareNames(a, b))
    .map(([vulnerability, words]) => {
      const records = words.map(({ statement }) => statement);
      return {
        subject,
        vulnerability,
        severity: worst(words.map(({ severity }) => severity)),
        status: 'affected',
        ...fixOf(subject, records, order),
        evidence: evidenceOf(records),
      };
    });
}

function fixOf(subject: Subject, statements: readonly Statement[], order: Order): Pick<Link, 'fixState' | 'fixedVersions'> {
  const fixed = [...new Set(statements.flatMap((statement) => statement.fixed))].toSorted((a, b) => order.compare(a, b));
  return {
    fixState: fixed.length > 0 ? 'available' : stateOf(statements),
    fixedVersions: fixed.map((version) => spelled(subject, version)),
  };
}

/** A record that lists versions alone leaves open whether there is a fix. */
function stateOf(statements: readonly Statement[]): FixState {
  const said = statements.map(({ entry }) => entry.fixState).find((state) => state !== undefined);
  return said ?? (statements.some(({ entry }) => entry.ranges.length > 0) ? 'none' : 'unknown');
}

/** Advisories leave out the `v` that Go versions have. */
function spelled({ ecosystem }: Subject, version: string): string {
  return ecosystem === 'Go' && /^\d/.test(version) ? `v${version}` : version;
}

function evidenceOf(statements: readonly Statement[]): Link['evidence'] {
  const all = statements.flatMap(({ evidence }) => evidence);
  return [...new Map(all.map((item) => [`${item.advisory}\0${item.range}`, item])).values()];
}

function worst(severities: readonly Severity[]): Severity {
  return severities.reduce((a, b) => (severityRank(b) > severityRank(a) ? b : a), 'unknown');
}
