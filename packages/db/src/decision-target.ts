import { PlimsollError } from '@plimsoll/model';
import { digestToBytes } from './codes.ts';
import type { Queryable } from './connect.ts';
import { globToLike } from './decision-patterns.ts';

/** Which images a decision reaches: every part that is given must fit. Patterns are globs: `*` any text, `?` one character. */
export interface DecisionScope {
  readonly connection?: number | undefined;
  readonly repositoryGlob?: string | undefined;
  /** One of the tags that reach the image. */
  readonly tagGlob?: string | undefined;
  /** Digest of one image, or of an index that holds it; its connection and the whole name of its repository are given too. */
  readonly image?: string | undefined;
}

/** Beside the name of a package, what a package URL says of it: every part that is given must be the same. */
export interface PackageBuild {
  /** As OSV spells it: `npm`, `Debian`. */
  readonly ecosystem?: string | undefined;
  /** Of a distribution: `12`, `v3.20`. */
  readonly release?: string | undefined;
  readonly version?: string | undefined;
  readonly arch?: string | undefined;
}

/** Which findings: of one vulnerability (any of its names), of the packages whose name fits a glob, or both. */
export interface DecisionTarget {
  readonly scope: DecisionScope;
  readonly vulnerability?: string | undefined;
  readonly packagePattern?: string | undefined;
  /** Only with a pattern of the name. */
  readonly packageBuild?: PackageBuild | undefined;
}

/** The parts of a decision as its row states them. */
export interface DecisionColumns {
  readonly connection: number | null;
  readonly repositoryPattern: string | null;
  readonly tagPattern: string | null;
  readonly image: number | null;
  readonly vulnerability: number | null;
  readonly packagePattern: string | null;
  readonly ecosystem: number | null;
  readonly release: number | null;
  readonly version: string | null;
  readonly arch: string | null;
}

/** SQL: a row with the columns of a target from `$1` to `$10`, as `columnValues` gives them. */
export const GIVEN_TARGET = `select $1::int as connection_id, $2::text as repository_pattern, $3::text as tag_pattern, $4::int as image_id,
  $5::int as vulnerability_id, $6::text as package_pattern, ${packageBuildSql('$7::smallint', '$8::smallint', '$9::text', '$10::text')} as package_build`;

/** SQL: null where no part is given, so that two builds that say the same are the same value. */
export function packageBuildSql(ecosystem: string, release: string, version: string, arch: string): string {
  const parts = [ecosystem, release, version, arch].join(', ');
  return `case when num_nonnulls(${parts}) > 0 then row(${parts})::package_build end`;
}

/** In the order of the row's columns. */
export function columnValues(columns: DecisionColumns): unknown[] {
  const { connection, repositoryPattern, tagPattern, image, vulnerability, packagePattern, ecosystem, release, version, arch } = columns;
  return [connection, repositoryPattern, tagPattern, image, vulnerability, packagePattern, ecosystem, release, version, arch];
}

/** @throws PlimsollError LIMIT_EXCEEDED in place of a statement timeout */
export async function withinTime<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === '57014')) throw error;
    throw new PlimsollError('LIMIT_EXCEEDED', 'the decision names too many findings to count', {
      hint: 'Name a vulnerability, a longer package name, or fewer repositories.',
      cause: error,
    });
  }
}

/** @throws PlimsollError INVALID_INPUT if it names nothing, something unknown, or everything */
export async function toDecisionColumns(db: Queryable, target: DecisionTarget): Promise<DecisionColumns> {
  const { scope, vulnerability, packagePattern, packageBuild = {} } = target;
  if (vulnerability === undefined && (packagePattern === undefined || /^[*?]*$/.test(packagePattern)))
    throw new PlimsollError('INVALID_INPUT', 'a decision names a vulnerability or packages', {
      hint: 'A pattern that fits every package would hide everything.',
    });
  const { connection = null, repositoryGlob, tagGlob, image } = scope;
  const { ecosystem, release, version = null, arch = null } = packageBuild;
  if (packagePattern === undefined && Object.values(packageBuild).some((part) => part !== undefined))
    throw new PlimsollError('INVALID_INPUT', 'a version or an ecosystem belongs to the name of a package');
  const known = await db.query<Known>(
    `select (select id from connection where id = $1::int) as connection, (select vulnerability_id from vulnerability_alias where name in ($2, upper($2)) order by name = $2 desc limit 1) as vulnerability,
            (select i.id from image i join repository r on r.id = i.repository_id where r.connection_id = $1 and r.name = $3 and i.digest = $4::bytea) as image,
            (select id from ecosystem where name = $5) as ecosystem, (select id from distro_release where name = $6) as release`,
    [
      connection,
      vulnerability ?? null,
      repositoryGlob ?? null,
      image === undefined ? null : digestToBytes(image),
      ecosystem ?? null,
      release ?? null,
    ],
  );
  const found = known.rows[0]!;
  if (connection !== found.connection) throw new PlimsollError('INVALID_INPUT', `there is no connection ${connection}`);
  if (vulnerability !== undefined && found.vulnerability === null)
    throw new PlimsollError('INVALID_INPUT', `no image of any registry ever had ${JSON.stringify(vulnerability)}`);
  if (image !== undefined && found.image === null)
    throw new PlimsollError('INVALID_INPUT', `connection ${connection} has no image ${image} in ${JSON.stringify(repositoryGlob ?? '')}`, {
      hint: 'A decision on one image names its connection and the whole name of its repository.',
    });
  if (ecosystem !== undefined && found.ecosystem === null)
    throw new PlimsollError('INVALID_INPUT', `no package is of the ecosystem ${JSON.stringify(ecosystem)}`);
  if (release !== undefined && found.release === null)
    throw new PlimsollError('INVALID_INPUT', `no package is of the release ${JSON.stringify(release)}`);
  return {
    connection,
    repositoryPattern: toLike(repositoryGlob),
    tagPattern: toLike(tagGlob),
    image: found.image,
    vulnerability: found.vulnerability,
    packagePattern: toLike(packagePattern),
    ecosystem: found.ecosystem,
    release: found.release,
    version,
    arch,
  };
}

interface Known {
  connection: number | null;
  image: number | null;
  vulnerability: number | null;
  ecosystem: number | null;
  release: number | null;
}

/** Null = everything. */
export function toLike(glob: string | undefined): string | null {
  return glob === undefined ? null : globToLike(glob);
}
