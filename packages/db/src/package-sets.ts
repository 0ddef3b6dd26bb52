import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Member, PackageSet, SetFacts } from '@plimsoll/model';
import { digestToBytes } from './codes.ts';
import type { Queryable } from './connect.ts';
import type { PackageIds } from './packages.ts';

/** Bits of a member in `package_set.flags`. */
export const MEMBER_FLAGS = { dev: 1, inherited: 2, local: 4 } as const;

/** The columns of a set. Arrays that say nothing are null. */
export interface SetColumns {
  readonly subjects: readonly number[];
  readonly packages: readonly number[] | null;
  readonly flags: Buffer | null;
  readonly paths: readonly string[] | null;
  readonly owners: readonly string[] | null;
}

/** Arranges members by package id then path; subjects are sorted and distinct, without the inherited ones. */
export function toSetColumns(members: readonly Member[], path: string, ids: Pick<PackageIds, 'packageOf' | 'subjectOf'>): SetColumns {
  const rows = members
    .map((member) => ({ member, id: ids.packageOf(member) }))
    .sort((a, b) => a.id - b.id || (a.member.path < b.member.path ? -1 : a.member.path > b.member.path ? 1 : 0));
  const counted = rows.flatMap(({ member }) => (member.inherited === true ? [] : (ids.subjectOf(member) ?? [])));
  const subjects = [...new Set(counted)].sort((a, b) => a - b);
  const packages = rows.map(({ id }) => id);
  const flags = Buffer.from(rows.map(({ member }) => flagsOf(member)));
  return {
    subjects,
    packages: packages.length === subjects.length && packages.every((id, index) => id === subjects[index]) ? null : packages,
    flags: flags.some((flag) => flag !== 0) ? flags : null,
    paths: rows.some(({ member }) => member.path !== path) ? rows.map(({ member }) => member.path) : null,
    owners: rows.some(({ member }) => member.owner !== undefined) ? rows.map(({ member }) => member.owner ?? '') : null,
  };
}

function flagsOf({ package: pkg, inherited }: Member): number {
  return (
    (pkg.dev === true ? MEMBER_FLAGS.dev : 0) |
    (inherited === true ? MEMBER_FLAGS.inherited : 0) |
    (pkg.local === true ? MEMBER_FLAGS.local : 0)
  );
}

/** Ids of the stored ones of these sets, by digest. */
export async function setIds(db: Queryable, sets: readonly PackageSet[]): Promise<Map<string, number>> {
  const { rows } = await db.query<{ digest: string; id: number }>(
    `select 'sha256:' || encode(s.content_digest, 'hex') as digest, s.id from unnest($1::bytea[], $2::text[]) as n (digest, analyzer)
     join package_set s on s.content_digest = n.digest and s.analyzer = n.analyzer`,
    [sets.map(({ digest }) => digestToBytes(digest)), sets.map(({ analyzer }) => analyzer)],
    'set-ids',
  );
  return new Map(rows.map(({ digest, id }) => [digest, id]));
}

/** Stores sets in digest order, so that writers with the same new sets do not block each other. @returns those that this transaction stored */
export async function addSets(tx: Queryable, sets: readonly { set: PackageSet; columns: SetColumns }[]): Promise<Map<string, number>> {
  const added = new Map<string, number>();
  for (const { set, columns } of sets.toSorted((a, b) => (a.set.digest < b.set.digest ? -1 : 1))) {
    const { rows } = await tx.query<{ id: number }>(
      `insert into package_set (subjects, packages, flags, paths, owners, analyzer, content_digest) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict do nothing returning id`,
      [columns.subjects, columns.packages, columns.flags, columns.paths, columns.owners, set.analyzer, digestToBytes(set.digest)],
      'add-set',
    );
    const id = rows[0]?.id;
    if (id === undefined) continue;
    added.set(set.digest, id);
    if (set.facts !== undefined) await tx.query('insert into set_facts values ($1, $2)', [id, packFacts(set.facts)], 'add-set-facts');
  }
  return added;
}

/** Counts the findings of new sets, less their verdicts. */
export async function summarizeSets(tx: Queryable, sets: readonly number[]): Promise<void> {
  await tx.query(
    `insert into set_summary
     select s.id, count(*) filter (where severity = 5), count(*) filter (where severity = 4), count(*) filter (where severity = 3),
            count(*) filter (where severity = 2), count(*) filter (where severity = 1), count(*) filter (where severity = 0), count(*) filter (where fixable)
     from package_set s left join lateral (select l.* from unnest(s.subjects) as k (package_id) join link l using (package_id)
       where l.until = 'infinity' and not exists (select from set_verdict x where x.set_id = s.id and x.package_id = l.package_id
         and x.vulnerability_id = l.vulnerability_id and x.until = 'infinity')) l on true
     where s.id = any($1::int[]) group by s.id`,
    [sets],
    'summarize-sets',
  );
}

function packFacts(facts: SetFacts): Buffer {
  return zstdCompressSync(JSON.stringify(facts));
}

/** The inverse of what `addSets` stores; our own bytes, written from a bounded analysis. */
export function unpackFacts(bytes: Uint8Array): SetFacts {
  return JSON.parse(zstdDecompressSync(bytes).toString()) as SetFacts;
}
