import type { Database } from '../connect.ts';
import { addRepository } from './fleet.ts';

/** One exposure; instants are SQL. */
export interface ExposureRow {
  readonly since: string;
  /** Absent = open. */
  readonly until?: string;
  /** 1 another image, 2 advisories, 3 decided, 4 nothing is shipped. */
  readonly endedAs?: 1 | 2 | 3 | 4;
  /** 5 critical .. 0 unknown. */
  readonly severity?: number;
  readonly risk?: number;
  readonly fixable?: boolean;
}

/** A repository of a connection of its own, and a function that writes exposures of it, each of another vulnerability. */
export async function exposedRepository(db: Database, name: string) {
  const { connection, repository } = await addRepository(db, name);
  let written = 0;
  const expose = async ({ since, until, endedAs, severity = 4, risk = 10, fixable = true }: ExposureRow): Promise<void> => {
    await db.query(
      `with v as (insert into vulnerability (severity, risk, name) values ($2, 1, $3) returning id)
       insert into exposure (repository_id, platform, vulnerability_id, severity, risk, fixable, since, until, ended_as)
       select $1, 'linux/amd64', v.id, $2, $4, $5, ${since}, ${until ?? `'infinity'`}, $6 from v`,
      [repository, severity, `CVE-${name}-${written++}`, risk, fixable, endedAs ?? null],
    );
  };
  return { connection, repository, expose };
}
