import type { Subject } from '@plimsoll/model';
import { digestSql, digestToBytes } from './codes.ts';
import type { Queryable } from './connect.ts';
import { type DecisionScope, toLike } from './decision-target.ts';
import { SUBJECT_COLUMNS, type SubjectRow, toStoredSubject } from './subjects.ts';

// What statements of others name, as it is called here.

/** A subject that has a vulnerability. */
export interface NamedVulnerability {
  /** As it was asked for. */
  readonly asked: string;
  /** Its best name. */
  readonly vulnerability: string;
  readonly subjects: readonly Subject[];
}

const NAMES_PER_STATEMENT = 1000;

/** The vulnerabilities behind these names, each with the subjects that have it now. A name that nothing ever had is missing. */
export async function vulnerabilitiesNamed(db: Queryable, names: readonly string[]): Promise<NamedVulnerability[]> {
  const found = new Map<string, { asked: string; vulnerability: string; subjects: Subject[] }>();
  for (let start = 0; start < names.length; start += NAMES_PER_STATEMENT) {
    const { rows } = await db.query<{ asked: string; vulnerability: string } & (SubjectRow | { [K in keyof SubjectRow]: null })>(
      `select n.asked, v.name as vulnerability, s.*
       from unnest($1::text[]) as n (asked) join vulnerability_alias a on a.name in (n.asked, upper(n.asked)) join vulnerability v on v.id = a.vulnerability_id
       left join lateral (
         select ${SUBJECT_COLUMNS} from link l join package p on p.id = l.package_id join ecosystem e on e.id = p.ecosystem join distro_release d on d.id = p.distro_release
         where l.vulnerability_id = v.id and l.until = 'infinity') s on true
       order by n.asked, v.name, s.id`,
      [names.slice(start, start + NAMES_PER_STATEMENT)],
    );
    for (const { asked, vulnerability, ...row } of rows) {
      const key = JSON.stringify([asked, vulnerability]);
      const entry = found.get(key) ?? { asked, vulnerability, subjects: [] };
      found.set(key, entry);
      if (row.id !== null) entry.subjects.push(toStoredSubject(row as SubjectRow).subject);
    }
  }
  return [...found.values()];
}

/** An image of the fleet, or (without a digest) a repository, that somebody named. */
export interface NamedImage {
  /** The digest or the path that was asked for. */
  readonly asked: string;
  readonly connection: number;
  readonly repository: string;
  readonly digest?: string;
}

/**
 * The images and repositories of connected registries behind these names, as far as the repositories of a scope reach; one that there is
 * not is missing.
 *
 * @param names.digests of images or indexes: each repository that has it is one
 * @param names.paths `123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/web`
 */
export async function imagesNamed(
  db: Queryable,
  { connection, repositoryGlob }: DecisionScope,
  { digests, paths }: { readonly digests: readonly string[]; readonly paths: readonly string[] },
): Promise<NamedImage[]> {
  const scope = [connection ?? null, toLike(repositoryGlob)];
  const inScope = `c.disconnected_at = 'infinity' and in_scope($1::int, $2::text, r.connection_id, r.name)`;
  const { rows: images } = await db.query<Required<NamedImage>>(
    `select ${digestSql('i.digest')} as asked, ${digestSql('i.digest')} as digest, r.connection_id as connection, r.name as repository
     from repository r join connection c on c.id = r.connection_id cross join unnest($3::bytea[]) as n (digest)
     join image i on i.repository_id = r.id and i.digest = n.digest where ${inScope} order by 1, 3, 4`,
    [...scope, digests.map(digestToBytes)],
  );
  const { rows: repositories } = await db.query<NamedImage>(
    `select r.uri as asked, r.connection_id as connection, r.name as repository
     from repository r join connection c on c.id = r.connection_id where ${inScope} and r.uri = any($3::text[]) order by 1, 2, 3`,
    [...scope, paths],
  );
  return [...images, ...repositories];
}
