import { type PackageType, purlOfSubject, type Subject, subjectKey } from '@plimsoll/model';
import { codesOf } from './code-tables.ts';
import type { Queryable } from './connect.ts';
import { toJson } from './storable.ts';

/** A subject and the row that links hang on. */
export interface StoredSubject {
  readonly id: number;
  readonly subject: Subject;
}

const COLUMNS = (subjects: readonly Subject[]): unknown[] => [
  subjects.map(({ ecosystem }) => ecosystem),
  subjects.map(({ release }) => release),
  subjects.map(({ name }) => name),
  subjects.map(({ version }) => version),
  subjects.map(({ arch }) => arch),
  subjects.map(({ module }) => module),
];

/** A package row is a subject if it has an ecosystem and is its own subject. */
const LOOKUP = `unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) with ordinality as n (ecosystem, release, name, version, arch, module, o)
  join ecosystem e on e.name = n.ecosystem join distro_release d on d.name = n.release
  join package p on p.name = n.name and p.version = n.version and p.ecosystem = e.id and p.distro_release = d.id and p.source_name = '' and p.source_version = ''
    and p.arch = n.arch and p.module = n.module and p.subject_id is null and p.ecosystem <> 0`;

/**
 * Which of the subjects were never stored, and so never matched. Those are to be matched before `saveInventory`.
 *
 * @returns in the order given, each once
 */
export async function subjectsUnknown(db: Queryable, subjects: readonly Subject[]): Promise<Subject[]> {
  const distinct = [...new Map(subjects.map((subject) => [subjectKey(subject), subject])).values()];
  const { rows } = await db.query<{ o: number }>(`select n.o::int as o from ${LOOKUP}`, COLUMNS(distinct), 'subjects-known');
  const known = new Set(rows.map(({ o }) => o - 1));
  return distinct.filter((_, index) => !known.has(index));
}

/** Ids by `subjectKey`; those that are not stored are missing. */
export async function subjectIds(db: Queryable, subjects: readonly Subject[]): Promise<Map<string, number>> {
  const { rows } = await db.query<{ o: number; id: number }>(`select n.o::int as o, p.id from ${LOOKUP}`, COLUMNS(subjects), 'subject-ids');
  return new Map(rows.map(({ o, id }) => [subjectKey(subjects[o - 1]!), id]));
}

/**
 * Stores subjects that are new. Another writer may store the same at the same time: each is new to one of them only.
 *
 * @returns the ids of those that this transaction stored: links may be given to these and to no others
 */
export async function addSubjects(
  tx: Queryable,
  subjects: readonly { subject: Subject; type: PackageType; licenses: readonly string[] }[],
): Promise<Set<number>> {
  const rows = subjects.map(({ subject }) => subject);
  const ecosystems = await codesOf(
    tx,
    'ecosystem',
    rows.map(({ ecosystem }) => ecosystem),
  );
  const releases = await codesOf(
    tx,
    'distro_release',
    rows.map(({ release }) => release),
  );
  const { rows: added } = await tx.query<{ id: number }>(
    `insert into package (ecosystem, distro_release, name, version, arch, module, type, licenses)
     select n.ecosystem, n.release, n.name, n.version, n.arch, n.module, n.type, array(select jsonb_array_elements_text(n.licenses))
     from unnest($1::smallint[], $2::smallint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::jsonb[])
       as n (ecosystem, release, name, version, arch, module, type, licenses)
     where not exists (select from package p where p.name = n.name and p.version = n.version and p.ecosystem = n.ecosystem and p.distro_release = n.release
       and p.source_name = '' and p.source_version = '' and p.arch = n.arch and p.module = n.module and p.subject_id is null)
     order by n.name collate "C", n.version collate "C", n.ecosystem, n.release, n.arch, n.module on conflict do nothing returning id`,
    [
      rows.map(({ ecosystem }) => ecosystems.get(ecosystem)),
      rows.map(({ release }) => releases.get(release)),
      ...COLUMNS(rows).slice(2),
      subjects.map(({ type }) => type),
      subjects.map(({ licenses }) => toJson(licenses)),
    ],
    'add-subjects',
  );
  return new Set(added.map(({ id }) => id));
}

const STREAM_PAGE = 2000;

/**
 * Streams the stored subjects of these package names, whatever version, in batches. By name: the packages of a vulnerability come
 * together, so that a re-match counts it again once.
 *
 * @param names as the advisories spell them; an empty list yields nothing
 */
export async function* subjectsByName(
  db: Queryable,
  names: readonly { ecosystem: string; name: string }[],
): AsyncGenerator<StoredSubject[]> {
  for (let start = 0; start < names.length; start += STREAM_PAGE) {
    const part = names.slice(start, start + STREAM_PAGE);
    for (let last = { name: '', id: 0 }; ;) {
      const { rows } = await db.query<SubjectRow>(
        `select ${SUBJECT_COLUMNS} from package p join ecosystem e on e.id = p.ecosystem join distro_release d on d.id = p.distro_release
         join (select distinct ecosystem, name from unnest($1::text[], $2::text[]) as n (ecosystem, name)) n on n.name = p.name and n.ecosystem = e.name
         where p.subject_id is null and p.ecosystem <> 0 and p.source_name = '' and (p.name, p.id) > ($3, $4) order by p.name, p.id limit ${STREAM_PAGE}`,
        [part.map(({ ecosystem }) => ecosystem), part.map(({ name }) => name), last.name, last.id],
      );
      if (rows.length > 0) yield rows.map(toStoredSubject);
      if (rows.length < STREAM_PAGE) break;
      last = rows.at(-1)!;
    }
  }
}

/** Streams every stored subject: a re-match of everything. */
export async function* allSubjects(db: Queryable): AsyncGenerator<StoredSubject[]> {
  for (let last = 0; ;) {
    const { rows } = await db.query<SubjectRow>(
      `select ${SUBJECT_COLUMNS} from package p join ecosystem e on e.id = p.ecosystem join distro_release d on d.id = p.distro_release
       where p.subject_id is null and p.ecosystem <> 0 and p.id > $1 order by p.id limit ${STREAM_PAGE}`,
      [last],
    );
    if (rows.length > 0) yield rows.map(toStoredSubject);
    if (rows.length < STREAM_PAGE) return;
    last = rows.at(-1)!.id;
  }
}

/** Columns of a subject `p` with its ecosystem `e` and release `d`. */
export const SUBJECT_COLUMNS = 'p.id, e.name as ecosystem, d.name as release, p.name, p.version, p.arch, p.module';

/** A row of `SUBJECT_COLUMNS`. */
export interface SubjectRow extends Subject {
  readonly id: number;
}

/** Splits the id off. */
export function toStoredSubject({ id, ecosystem, release, name, version, arch, module }: SubjectRow): StoredSubject {
  return { id, subject: { ecosystem, release, name, version, arch, module } };
}

/** Their package URLs, by id. */
export async function purlsOfSubjects(db: Queryable, ids: readonly number[]): Promise<Map<number, string>> {
  const { rows } = await db.query<SubjectRow>(
    `select ${SUBJECT_COLUMNS} from package p join ecosystem e on e.id = p.ecosystem join distro_release d on d.id = p.distro_release where p.id = any($1::int[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, purlOfSubject(toStoredSubject(row).subject)]));
}
