import type { Vulnerability } from '@plimsoll/model';
import type { Database, Queryable } from './connect.ts';
import { lockFleet } from './locks.ts';
import { updateGroups } from './vulnerability-groups.ts';

/** Which advisories the stored links come from. */
export interface AdvisoryState {
  /** Links of new packages must be matched with this build. Empty before the first. */
  readonly build: string;
  /** All stored links agree with this build; another one than `build` while a re-match runs, or if one was interrupted: run it again. */
  readonly applied: string;
  readonly updatedAt?: Date;
  /** What the server last told: feeds, ages, errors. Its own shape. */
  readonly status?: unknown;
}

export async function advisoryState(db: Queryable): Promise<AdvisoryState> {
  const { rows } = await db.query<{ build: string; applied: string; updated_at: Date | null; status: unknown }>(
    'select build, applied, updated_at, status from advisory_build',
  );
  const { build, applied, updated_at: updatedAt, status } = rows[0]!;
  return { build, applied, ...(updatedAt === null ? {} : { updatedAt }), ...(status === null ? {} : { status }) };
}

/** From here on new packages must be matched with `build`; whatever was stored before is to be asked for and matched again. */
export async function beginRematch(db: Database, build: string): Promise<void> {
  await db.transaction(async (tx) => {
    await lockFleet(tx);
    await tx.query('update advisory_build set build = $1', [build]);
  });
}

/** All stored links agree with `build` now. Does nothing if another build was begun meanwhile. */
export async function endRematch(db: Queryable, build: string): Promise<void> {
  await db.query('update advisory_build set applied = build, updated_at = now() where build = $1', [build]);
}

/** Keeps what the server tells about the feeds. */
export async function saveAdvisoryStatus(db: Queryable, status: unknown): Promise<void> {
  await db.query('update advisory_build set status = $1', [JSON.stringify(status)]);
}

/** Best names of all stored groups: texts and ratings of those may have changed without any link. */
export async function storedVulnerabilities(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ name: string }>('select name from vulnerability order by name');
  return rows.map(({ name }) => name);
}

const GROUPS_PER_TRANSACTION = 500;

/**
 * Brings texts, ratings, KEV marks, scores and names of stored groups up to date. Groups that would become one are left to the re-match of their
 * packages.
 */
export async function saveVulnerabilities(db: Database, vulnerabilities: readonly Vulnerability[]): Promise<void> {
  for (let start = 0; start < vulnerabilities.length; start += GROUPS_PER_TRANSACTION) {
    const chunk = vulnerabilities.slice(start, start + GROUPS_PER_TRANSACTION);
    await db.transaction(async (tx) => {
      await lockFleet(tx);
      await updateGroups(tx, chunk);
    });
  }
}
