import { type Member, type Package, subjectKey } from '@plimsoll/model';
import { codesOf } from './code-tables.ts';
import type { Queryable } from './connect.ts';
import { addSubjects, subjectIds } from './subjects.ts';
import { toJson } from './storable.ts';

/** Finds the row of each member's package, and of its subject if it has one. */
export interface PackageIds {
  readonly packageOf: (member: Member) => number;
  readonly subjectOf: (member: Member) => number | undefined;
  /** Subjects that this transaction stored first. */
  readonly fresh: ReadonlySet<number>;
}

/** Stores what is new of the members' packages; looks up first, in one order, so that no ids burn and no writers block each other. */
export async function addPackages(tx: Queryable, members: readonly Member[]): Promise<PackageIds> {
  const subjects = new Map(
    members.flatMap((member) =>
      member.subject === undefined ? [] : [[subjectKey(member.subject), { member, subject: member.subject }] as const],
    ),
  );
  const fresh = await addSubjects(
    tx,
    [...subjects.values()].map(({ member, subject }) => ({
      subject,
      type: member.package.type,
      licenses: isItsOwnSubject(member) ? member.package.licenses : [],
    })),
  );
  const idOfSubject = await subjectIds(
    tx,
    [...subjects.values()].map(({ subject }) => subject),
  );
  const subjectOf = ({ subject }: Member): number | undefined => (subject === undefined ? undefined : idOfSubject.get(subjectKey(subject)));
  const others = new Map(
    members
      .filter((member) => !isItsOwnSubject(member))
      .map((member) => [packageKey(member), { member, subject: subjectOf(member) ?? null }]),
  );
  const idOfPackage = await addOthers(tx, [...others.values()]);
  return {
    fresh,
    subjectOf,
    packageOf: (member) => {
      const id = isItsOwnSubject(member) ? subjectOf(member) : idOfPackage.get(packageKey(member));
      if (id === undefined) throw new Error(`package ${member.package.name} ${member.package.version} was not stored`);
      return id;
    },
  };
}

/** True for language packages: what is installed is what advisories name. */
function isItsOwnSubject({ package: pkg, subject }: Member): boolean {
  return (
    subject !== undefined &&
    subject.name === pkg.name &&
    subject.version === pkg.version &&
    subject.arch === (pkg.arch ?? '') &&
    subject.module === (pkg.module ?? '') &&
    pkg.source === undefined
  );
}

function packageKey({ package: pkg, subject }: Member): string {
  return [subject === undefined ? '' : subjectKey(subject), ...identityOf(pkg)].join('\0');
}

function identityOf({ type, name, version, arch, source, module }: Package): string[] {
  return [type, name, version, source?.name ?? '', source?.version ?? '', arch ?? '', module ?? ''];
}

const LISTED = `unnest($1::int[], $2::smallint[], $3::smallint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::jsonb[])
  with ordinality as n (subject_id, ecosystem, release, type, name, version, source_name, source_version, arch, module, licenses, o)`;
const SAME = `p.name = n.name and p.version = n.version and p.ecosystem = n.ecosystem and p.distro_release = n.release and p.source_name = n.source_name
  and p.source_version = n.source_version and p.arch = n.arch and p.module = n.module and p.type = n.type and p.subject_id is not distinct from n.subject_id`;

/** Packages that are not their own subject. Ids by `packageKey`. */
async function addOthers(tx: Queryable, rows: readonly { member: Member; subject: number | null }[]): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map();
  const ecosystems = await codesOf(
    tx,
    'ecosystem',
    rows.map(({ member }) => member.subject?.ecosystem ?? ''),
  );
  const releases = await codesOf(
    tx,
    'distro_release',
    rows.map(({ member }) => member.subject?.release ?? ''),
  );
  const identities = rows.map(({ member }) => identityOf(member.package));
  const values = [
    rows.map(({ subject }) => subject),
    rows.map(({ member }) => ecosystems.get(member.subject?.ecosystem ?? '')),
    rows.map(({ member }) => releases.get(member.subject?.release ?? '')),
    ...Array.from({ length: 7 }, (_, column) => identities.map((identity) => identity[column])),
    rows.map(({ member }) => toJson(member.package.licenses)),
  ];
  await tx.query(
    `insert into package (subject_id, ecosystem, distro_release, type, name, version, source_name, source_version, arch, module, licenses)
     select n.subject_id, n.ecosystem, n.release, n.type, n.name, n.version, n.source_name, n.source_version, n.arch, n.module, array(select jsonb_array_elements_text(n.licenses))
     from ${LISTED} where not exists (select from package p where ${SAME})
     order by n.name collate "C", n.version collate "C", n.ecosystem, n.release, n.arch, n.module on conflict do nothing`,
    values,
    'add-packages',
  );
  const { rows: found } = await tx.query<{ o: number; id: number }>(
    `select n.o::int as o, p.id from ${LISTED} join package p on ${SAME}`,
    values,
    'package-ids',
  );
  return new Map(found.map(({ o, id }) => [packageKey(rows[o - 1]!.member), id]));
}
