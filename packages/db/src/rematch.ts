import { type Link, PlimsollError, subjectKey, type Vulnerability } from '@plimsoll/model';
import type { Database, Queryable } from './connect.ts';
import { countDecidedChanges } from './decided-counts.ts';
import { moveDecisions, pauseDecisions } from './moved-decisions.ts';
import { linkRecords, toLinkColumns } from './links.ts';
import { lockFleet } from './locks.ts';
import { recountSets, recountVulnerabilities } from './rematch-counts.ts';
import { toJson } from './storable.ts';
import type { StoredSubject } from './subjects.ts';
import { type Judge, judgeOpenedLinks } from './verdicts.ts';
import { type GroupIds, namesOf, updateGroups } from './vulnerability-groups.ts';

/** What the advisories say now about some stored subjects. */
export interface Rematch {
  /** Every subject that was matched, with or without links: what is open for them and not in `links` is closed. */
  readonly subjects: readonly StoredSubject[];
  readonly links: readonly Link[];
  /** Every group that `links` name. */
  readonly vulnerabilities: readonly Vulnerability[];
  readonly judge: Judge;
}

/** What a re-match changed. A link whose severity, fix or evidence changed is closed and opened. */
export interface RematchChanges {
  readonly opened: number;
  readonly closed: number;
}

const GROUPS_PER_TRANSACTION = 100;

/**
 * Makes the links of these subjects what the matcher found, and all counts with them, in transactions of 100 vulnerabilities each.
 * Readers are not blocked; the data of disconnected connections stay as they were. Applied twice, it changes nothing.
 */
export async function applyRematch(db: Database, rematch: Rematch): Promise<RematchChanges> {
  const changes = { opened: 0, closed: 0 };
  const groups = await divide(db, rematch);
  for (let start = 0; start < groups.length; start += GROUPS_PER_TRANSACTION) {
    const chunk = groups.slice(start, start + GROUPS_PER_TRANSACTION);
    const done = await db.transaction((tx) => applyChunk(tx, rematch, chunk));
    changes.opened += done.opened;
    changes.closed += done.closed;
  }
  return changes;
}

/** One flaw: what is stored of it and what is to be. */
interface Group {
  readonly vulnerability: Vulnerability | undefined;
  readonly links: Link[];
  /** Rows on which links of the subjects are open. */
  readonly stored: number[];
}

/** A flaw belongs to one group, under whatever name its links are stored. */
async function divide(db: Queryable, { subjects, links, vulnerabilities }: Rematch): Promise<Group[]> {
  const groups = new Map<string, Group>();
  const byName = new Map<string, Group>();
  for (const vulnerability of vulnerabilities) {
    const group: Group = { vulnerability, links: [], stored: [] };
    groups.set(vulnerability.id, group);
    for (const name of namesOf(vulnerability)) byName.set(name, group);
  }
  for (const vulnerability of vulnerabilities) byName.set(vulnerability.id, groups.get(vulnerability.id)!);
  for (const link of links) {
    const group = groups.get(link.vulnerability);
    if (group === undefined)
      throw new PlimsollError('INVALID_INPUT', `a link names ${link.vulnerability}, which is not among the vulnerabilities`);
    group.links.push(link);
  }
  const { rows } = await db.query<{ id: number; name: string }>(
    `select distinct v.id, v.name from link l join vulnerability v on v.id = l.vulnerability_id where l.package_id = any($1::int[]) and l.until = 'infinity'`,
    [subjects.map(({ id }) => id)],
  );
  const ended = rows.filter(({ name }) => !byName.has(name));
  for (const { id, name } of rows) byName.get(name)?.stored.push(id);
  return [...groups.values(), ...ended.map(({ id }) => ({ vulnerability: undefined, links: [], stored: [id] }))];
}

async function applyChunk(tx: Queryable, { subjects, judge }: Rematch, groups: readonly Group[]): Promise<RematchChanges> {
  const now = await lockFleet(tx);
  const ids = await updateGroups(
    tx,
    groups.flatMap(({ vulnerability }) => vulnerability ?? []),
  );
  const merged = [...ids.values()].filter(({ merged: losers }) => losers.length > 0);
  const paused = await pauseDecisions(tx, merged, now);
  for (const group of merged) await moveMerged(tx, group, now);
  const all = [
    ...new Set([...groups.flatMap(({ stored }) => stored), ...[...ids.values()].flatMap(({ id, merged: losers }) => [id, ...losers])]),
  ];
  const idOf = new Map(subjects.map(({ id, subject }) => [subjectKey(subject), id]));
  const wanted = groups.flatMap(({ links }) =>
    links.map((link) => {
      const subject = idOf.get(subjectKey(link.subject));
      if (subject === undefined)
        throw new PlimsollError(
          'INVALID_INPUT',
          `a link names ${link.subject.name} ${link.subject.version}, which is not among the subjects`,
        );
      return toLinkColumns(link, subject, ids.get(link.vulnerability)!.id);
    }),
  );
  const values = [toJson(wanted), now];
  const closed = await tx.query(
    `update link l set until = $2::timestamptz where l.package_id = any($3::int[]) and l.vulnerability_id = any($4::int[]) and l.until = 'infinity'
       and not exists (select from ${linkRecords('$1')} where n.package_id = l.package_id and n.vulnerability_id = l.vulnerability_id
         and (n.severity, n.status, n.fix_state, n.evidence) = (l.severity, l.status, l.fix_state, l.evidence)
         and coalesce(n.fixed_versions, '{}') = coalesce(l.fixed_versions, '{}'))`,
    [...values, subjects.map(({ id }) => id), all],
  );
  const opened = await tx.query<{ package_id: number; vulnerability_id: number }>(
    `insert into link (package_id, vulnerability_id, since, first_seen, severity, status, fix_state, fixed_versions, evidence)
     select n.package_id, n.vulnerability_id, $2::timestamptz,
       coalesce((select min(b.first_seen) from link b where b.package_id = n.package_id and b.vulnerability_id = n.vulnerability_id and b.until = $2), $2::timestamptz),
       n.severity, n.status, n.fix_state, n.fixed_versions, n.evidence from ${linkRecords('$1')}
     on conflict (package_id, vulnerability_id) where until = 'infinity' do nothing returning package_id, vulnerability_id`,
    values,
  );
  if (merged.length === 0 && closed.rowCount + opened.rowCount === 0) return { opened: 0, closed: 0 };
  await tx.query('delete from link where vulnerability_id = any($1::int[]) and since = $2::timestamptz and until = $2', [all, now]);
  await judgeOpenedLinks(
    tx,
    opened.rows.map(({ package_id: packageId, vulnerability_id: vulnerabilityId }) => ({ packageId, vulnerabilityId })),
    judge,
    now,
  );
  await recountSets(tx, all, now);
  await recountVulnerabilities(tx, all);
  await countDecidedChanges(tx, all, now);
  await moveDecisions(tx, paused, now);
  return { opened: opened.rowCount, closed: closed.rowCount };
}

/** Links and verdicts of groups that turned out to be another one go on under its id. */
async function moveMerged(tx: Queryable, { id, merged }: GroupIds, now: string): Promise<void> {
  await tx.query(
    `with closed as (update link set until = $3::timestamptz where vulnerability_id = any($2::int[]) and until = 'infinity' returning *)
     insert into link (package_id, vulnerability_id, since, first_seen, severity, status, fix_state, fixed_versions, evidence)
     select package_id, $1::int, $3::timestamptz, first_seen, severity, status, fix_state, fixed_versions, evidence from closed order by first_seen
     on conflict (package_id, vulnerability_id) where until = 'infinity' do nothing`,
    [id, merged, now],
  );
  await tx.query(
    `with closed as (update set_verdict set until = $3::timestamptz where vulnerability_id = any($2::int[]) and until = 'infinity' returning *)
     insert into set_verdict (set_id, package_id, vulnerability_id, since, verdict, justification, evidence)
     select set_id, package_id, $1::int, $3::timestamptz, verdict, justification, evidence from closed on conflict do nothing`,
    [id, merged, now],
  );
}
