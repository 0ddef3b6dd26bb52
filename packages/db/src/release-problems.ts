import type { OperatingSystem, Problem } from '@plimsoll/model';
import type { Queryable } from './connect.ts';
import { toJson } from './storable.ts';

/** An operating system, and what stands between "nothing found" and "nothing there" in its packages by what is known now. */
export interface JudgedRelease {
  readonly os: OperatingSystem;
  /** Of the codes that `saveReleaseProblems` replaces; empty if it is covered. */
  readonly problems: readonly Problem[];
}

/** The distinct operating systems of the images of connected registries that were read. */
export async function operatingSystems(db: Queryable): Promise<OperatingSystem[]> {
  const { rows } = await db.query<{ os: OperatingSystem }>(
    `select distinct i.os from image i join repository r on r.id = i.repository_id join connection c on c.id = r.connection_id
     where i.state = 3 and i.coverage in (1, 2) and i.os is not null and c.disconnected_at = 'infinity'`,
  );
  return rows.map(({ os }) => os);
}

const REPLACED = `@.code == "NO_ADVISORIES_FOR_RELEASE" || @.code == "END_OF_LIFE_RELEASE"`;

/**
 * Replaces what images with operating-system packages say of their release, and their coverage with it: an image is read once, and what is known
 * of its release changes afterwards. Frozen registries stay as they were.
 *
 * @returns how many images say something else now
 */
export async function saveReleaseProblems(db: Queryable, judged: readonly JudgedRelease[]): Promise<number> {
  const { rowCount } = await db.query(
    `with n as (
       select * from unnest($1::jsonb[], $2::jsonb[]) as n (os, problems)
     ), changed as (
       select i.id, n.problems, jsonb_path_query_array(i.problems, '$[*] ? (!(${REPLACED}))') as others
       from n join image i on i.os = n.os join repository r on r.id = i.repository_id join connection c on c.id = r.connection_id
       where i.state = 3 and i.coverage in (1, 2) and c.disconnected_at = 'infinity'
         and jsonb_path_query_array(i.problems, '$[*] ? (${REPLACED})') <> n.problems
         and exists (select from inventory y join image_set s on s.inventory_id = y.id join package_set p on p.id = s.set_id
                     where y.image_id = i.id and y.until = 'infinity' and p.analyzer like 'os/%')
     )
     update image i set problems = x.others || x.problems,
       coverage = case when x.others || x.problems @? '$[*] ? (@.code != "MALFORMED_ADVISORY")' then 2 else 1 end
     from changed x where i.id = x.id`,
    [judged.map(({ os }) => toJson(os)), judged.map(({ problems }) => toJson(problems))],
  );
  return rowCount;
}
