import { afterAll, expect, it } from 'vitest';
import { disconnect } from './connections.ts';
import { getFollowedPlan, listFollowedPlans, type PlanFilter, planTotals } from './followed-plans.ts';
import { savePlanFailure } from './save-plans.ts';
import { plannedFleet, planOf } from './testing/planned-fleet.ts';

const { db, close, production, staging, save } = await plannedFleet();
afterAll(close);

const keys = async (filter: Partial<PlanFilter>) =>
  (await listFollowedPlans(db, { state: 'open', ...filter }, { limit: 50 })).rows.map(({ key }) => key);

it('is empty at first', async () => {
  expect(await listFollowedPlans(db, { state: 'open' }, { limit: 5 })).toEqual({ rows: [], total: 0 });
  expect(await planTotals(db)).toEqual({ repositories: 0, open: 0, done: 0, stale: 0, doneLast30Days: 0, failures: [] });
});

it('lists open plans with the most risk per edit first, page by page', async () => {
  await save(production, [
    planOf('os-upgrade', { risk: 40, edits: 3 }),
    planOf('pin:npm/a', { risk: 40 }),
    planOf('everything', { risk: 40, edits: 2 }),
  ]);
  await save(staging, [planOf('pin:npm/a'), planOf('base:a/b:1')]);

  const first = await listFollowedPlans(db, { state: 'open' }, { limit: 2 });
  const second = await listFollowedPlans(db, { state: 'open' }, { limit: 2, cursor: first.nextCursor });
  const third = await listFollowedPlans(db, { state: 'open' }, { limit: 2, cursor: second.nextCursor });

  expect([first, second, third].map(({ rows, total }) => [total, ...rows.map(({ key, risk }) => `${key} ${risk}`)])).toEqual([
    [5, 'pin:npm/a 40', 'everything 40'],
    [5, 'os-upgrade 40', expect.any(String)],
    [5, expect.any(String)],
  ]);
  expect([...second.rows, ...third.rows].map(({ key }) => key).toSorted()).toEqual(['base:a/b:1', 'os-upgrade', 'pin:npm/a']);
  expect(third.nextCursor).toBeUndefined();
  expect(first.rows[0]).toEqual({
    id: expect.any(Number),
    key: 'pin:npm/a',
    title: 'Do pin:npm/a',
    state: 'open',
    connectionName: 'production',
    image: { connection: production.connection, repository: 'shop/web', reference: '1', platform: 'linux/amd64' },
    edits: 1,
    removes: 1,
    counts: { critical: 0, high: 1, medium: 0, low: 0, negligible: 0, unknown: 0, fixable: 1 },
    exploited: 0,
    risk: 40,
    remaining: 2,
    unfixable: 2,
    adds: 0,
    createdAt: expect.any(Date),
    changedAt: expect.any(Date),
  });
});

it('filters by kind, connection, repository and key', async () => {
  expect(await keys({ kind: 'pin' })).toEqual(['pin:npm/a', 'pin:npm/a']);
  expect((await keys({ connection: staging.connection })).toSorted()).toEqual(['base:a/b:1', 'pin:npm/a']);
  expect(await keys({ repository: 'shop/other' })).toEqual([]);
  expect(await keys({ key: 'everything', repository: 'shop/web' })).toEqual(['everything']);
});

it('lists ended plans newest first, done ones with the image that shows it', async () => {
  const [upgrade] = (await listFollowedPlans(db, { state: 'open', key: 'os-upgrade' }, { limit: 1 })).rows;
  await save(production, [planOf('everything', { risk: 40, edits: 2 })], [upgrade!.id]);
  await save(production, []);

  expect(await listFollowedPlans(db, { state: 'done' }, { limit: 5 })).toMatchObject({
    total: 1,
    rows: [{ id: upgrade!.id, state: 'done', closedAt: expect.any(Date), closedBy: { repository: 'shop/web', reference: '1' } }],
  });
  const stale = await listFollowedPlans(db, { state: 'stale' }, { limit: 1 });
  expect(stale).toMatchObject({ total: 2, rows: [{ key: 'everything' }] });
  expect((await listFollowedPlans(db, { state: 'stale' }, { limit: 1, cursor: stale.nextCursor })).rows).toMatchObject([
    { key: 'pin:npm/a' },
  ]);
});

it('gives one with its edits', async () => {
  const [plan] = (await listFollowedPlans(db, { state: 'open' }, { limit: 1 })).rows;

  expect(await getFollowedPlan(db, plan!.id)).toEqual({ ...plan, plan: planOf(plan!.key).plan });
  await expect(getFollowedPlan(db, 9999)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('counts, and names what failed', async () => {
  await savePlanFailure(
    db,
    { repositoryId: staging.repository, platform: 'linux/amd64', image: null, previous: null },
    { basis: 'b', message: 'not kept any more' },
    { plain: [], exploited: [] },
  );

  expect(await planTotals(db)).toEqual({
    repositories: 1,
    open: 2,
    done: 1,
    stale: 2,
    doneLast30Days: 1,
    madeAt: expect.any(Date),
    failures: [{ connection: staging.connection, repository: 'shop/web', platform: 'linux/amd64', message: 'not kept any more' }],
  });
});

it('says since when a registry is frozen', async () => {
  await disconnect(db, staging.connection);

  expect((await listFollowedPlans(db, { state: 'open' }, { limit: 1 })).rows[0]).toHaveProperty('frozenAt');
  expect(await planTotals(db)).toMatchObject({ open: 2, failures: [] });
});

it('walks an index, and sorts nothing', async () => {
  const plan = await db.transaction(async (tx) => {
    await tx.query('set local enable_seqscan = off');
    const { rows } = await tx.query<{ 'QUERY PLAN': string }>(
      `explain select p.id from plan p where p.state = 1 and (p.score, p.id) < ('infinity'::real, 5) order by p.score desc, p.id desc limit 10`,
    );
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });

  expect(plan).toContain('plan_score');
  expect(plan).not.toContain('Sort');
});
