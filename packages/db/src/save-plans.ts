import type { Database, Queryable } from './connect.ts';
import type { Counts } from './counts.ts';
import { recordExposures, type RiskWeights, type ShippedImage } from './exposures.ts';
import { lockRepository } from './locks.ts';
import { toJson } from './storable.ts';

/** A plan as it is stored: `plan` as the API shows it, the rest to sort and to sum by. */
export interface PlanToSave {
  readonly key: string;
  readonly title: string;
  readonly target: string | null;
  readonly plan: { readonly edits: readonly unknown[]; readonly removes: readonly unknown[] };
  readonly counts: Counts;
  readonly exploited: number;
  readonly risk: number;
  readonly edits: number;
  readonly removes: number;
  readonly remaining: number;
  readonly unfixable: number;
  readonly adds: number;
}

/** A plan that is open. */
export interface OpenPlan {
  readonly id: number;
  readonly key: string;
  readonly image: number;
  readonly removes: readonly { readonly id: string; readonly purl: string }[];
}

/** The open plans of what a repository ships for a platform, by key. */
export async function openPlansOf(db: Queryable, repository: number, platform: string): Promise<OpenPlan[]> {
  const { rows } = await db.query<OpenPlan>(
    `select id, key, image_id as image, plan->'removes' as removes from plan where repository_id = $1 and platform = $2 and state = 1 order by key`,
    [repository, platform],
  );
  return rows;
}

export interface MadePlans {
  readonly basis: string;
  readonly plans: readonly PlanToSave[];
  /** Ids of open plans that the image shows to be done. */
  readonly done: readonly number[];
}

/**
 * Stores what was made for an image that a repository ships: its exposures; its plans, a new row for a key that has no open one; and what
 * they were made from. Open plans that are neither done nor made again are stale.
 *
 * @throws PlimsollError CONFLICT if the connection is disconnected by now: its rows stay as they are
 */
export async function savePlans(
  db: Database,
  shipped: ShippedImage,
  { basis, plans, done }: MadePlans,
  weights: RiskWeights,
): Promise<void> {
  const { repositoryId, platform, image } = shipped;
  await db.transaction(async (tx) => {
    const now = await lockRepository(tx, repositoryId);
    const where = 'repository_id = $1 and platform = $2 and state = 1';
    await tx.query(
      `update plan set state = 2, closed_at = $3::timestamptz, closed_image = $4::int where ${where} and id = any($5::int[])`,
      [repositoryId, platform, now, image, done],
    );
    await tx.query(`update plan set state = 3, closed_at = $3::timestamptz where ${where} and key <> all($4::text[])`, [
      repositoryId,
      platform,
      now,
      plans.map(({ key }) => key),
    ]);
    await tx.query(
      `update plan p set image_id = $4::int, title = n.title, target = n.target, plan = n.plan, counts = n.counts, exploited = n.exploited, risk = n.risk, edits = n.edits,
              removes = n.removes, remaining = n.remaining, unfixable = n.unfixable, adds = n.adds,
              changed_at = case when (p.plan->'edits', ${columns('p')}) is distinct from (n.plan->'edits', ${columns('n')}) then $3::timestamptz else p.changed_at end
       from ${GIVEN} where p.repository_id = $1 and p.platform = $2 and p.state = 1 and p.key = n.key`,
      [repositoryId, platform, now, image, toJson(plans)],
    );
    await tx.query(
      `insert into plan (repository_id, platform, key, image_id, title, target, plan, ${NUMBERS.join()}, created_at, changed_at)
       select $1, $2, n.key, $4, n.title, n.target, n.plan, ${columns('n')}, $3::timestamptz, $3::timestamptz from ${GIVEN}
       where not exists (select from plan p where p.repository_id = $1 and p.platform = $2 and p.state = 1 and p.key = n.key)`,
      [repositoryId, platform, now, image, toJson(plans)],
    );
    await recordExposures(tx, shipped, weights, now);
    await saveBasis(tx, shipped, { basis, image, error: null, now });
  });
}

const NUMBERS = ['counts', 'exploited', 'risk', 'edits', 'removes', 'remaining', 'unfixable', 'adds'] as const;
const GIVEN = `jsonb_to_recordset($5::jsonb) as n (key text, title text, target text, plan jsonb, counts jsonb, exploited int, risk real, edits int, removes int,
  remaining int, unfixable int, adds int)`;

function columns(table: string): string {
  return NUMBERS.map((name) => `${table}.${name}`).join();
}

/**
 * Stores why no plans could be made. What is shipped is known all the same, unless `image` is null; the plans of before stay as they are.
 *
 * @throws PlimsollError CONFLICT if the connection is disconnected by now
 */
export async function savePlanFailure(
  db: Database,
  { image, ...target }: Omit<ShippedImage, 'image'> & { readonly image: number | null },
  { basis, message }: { readonly basis: string; readonly message: string },
  weights: RiskWeights,
): Promise<void> {
  await db.transaction(async (tx) => {
    const now = await lockRepository(tx, target.repositoryId);
    if (image !== null) await recordExposures(tx, { ...target, image }, weights, now);
    await saveBasis(tx, target, { basis, image: image ?? target.previous, error: message, now });
  });
}

async function saveBasis(
  tx: Queryable,
  { repositoryId, platform }: Pick<ShippedImage, 'repositoryId' | 'platform'>,
  { basis, image, error, now }: { basis: string; image: number | null; error: string | null; now: string },
): Promise<void> {
  await tx.query(
    `insert into plan_basis (repository_id, platform, image_id, basis, made_at, error) values ($1, $2, $3, $4, $5::timestamptz, $6)
     on conflict (repository_id, platform) do update set image_id = excluded.image_id, basis = excluded.basis, made_at = excluded.made_at, error = excluded.error`,
    [repositoryId, platform, image, basis, now, error],
  );
}
