import { type Evidence, type Link, severityOfRank, severityRank } from '@plimsoll/model';
import { FIX_STATES, LINK_STATUSES } from './codes.ts';
import type { Queryable } from './connect.ts';
import { SUBJECT_COLUMNS, type SubjectRow, toStoredSubject } from './subjects.ts';
import { toJson } from './storable.ts';

/** A link as the database states it: the columns of `link` that a matcher decides. */
export interface LinkColumns {
  readonly package_id: number;
  readonly vulnerability_id: number;
  readonly severity: number;
  readonly status: number;
  readonly fix_state: number;
  readonly fixed_versions: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** How `LinkColumns` come into a statement: one JSON array, `$n`. */
export function linkRecords(parameter: string): string {
  return `jsonb_to_recordset(${parameter}::jsonb) as n (package_id int, vulnerability_id int, severity smallint, status smallint, fix_state smallint, fixed_versions text[], evidence jsonb)`;
}

export function toLinkColumns(link: Link, packageId: number, vulnerabilityId: number): LinkColumns {
  return {
    package_id: packageId,
    vulnerability_id: vulnerabilityId,
    severity: severityRank(link.severity),
    status: LINK_STATUSES.toCode(link.status),
    fix_state: FIX_STATES.toCode(link.fixState),
    fixed_versions: link.fixedVersions,
    evidence: link.evidence,
  };
}

/** Gives new subjects their links. */
export async function addLinks(tx: Queryable, links: readonly LinkColumns[], now: string): Promise<void> {
  if (links.length === 0) return;
  await tx.query(
    `insert into link (package_id, vulnerability_id, since, first_seen, severity, status, fix_state, fixed_versions, evidence)
     select package_id, vulnerability_id, $2::timestamptz, $2::timestamptz, severity, status, fix_state, fixed_versions, evidence from ${linkRecords('$1')}
     on conflict (package_id, vulnerability_id) where until = 'infinity' do nothing`,
    [toJson(links), now],
    'add-links',
  );
}

interface LinkRow extends SubjectRow {
  readonly vulnerability: string;
  readonly severity: number;
  readonly status: number;
  readonly fix_state: number;
  readonly fixed_versions: string[] | null;
  readonly evidence: Evidence[];
}

/** Open links of these subjects (ids), with what they say. */
export async function openLinks(
  db: Queryable,
  subjects: readonly number[],
): Promise<{ subjectId: number; vulnerabilityId: number; link: Link }[]> {
  const { rows } = await db.query<LinkRow & { vulnerability_id: number }>(
    `select ${SUBJECT_COLUMNS}, v.name as vulnerability, l.vulnerability_id, l.severity, l.status, l.fix_state, l.fixed_versions, l.evidence
     from link l join package p on p.id = l.package_id join ecosystem e on e.id = p.ecosystem join distro_release d on d.id = p.distro_release
     join vulnerability v on v.id = l.vulnerability_id where l.package_id = any($1::int[]) and l.until = 'infinity'`,
    [subjects],
    'open-links',
  );
  return rows.map((row) => ({
    subjectId: row.id,
    vulnerabilityId: row.vulnerability_id,
    link: {
      subject: toStoredSubject(row).subject,
      vulnerability: row.vulnerability,
      severity: severityOfRank(row.severity),
      status: LINK_STATUSES.toName(row.status),
      fixState: FIX_STATES.toName(row.fix_state),
      fixedVersions: row.fixed_versions ?? [],
      evidence: row.evidence,
    },
  }));
}
