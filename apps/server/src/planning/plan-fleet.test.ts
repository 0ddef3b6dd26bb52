import { type FollowedPlan, getFollowedPlan, listFollowedPlans, type PlanState, planTotals, timesToRemediate } from '@plimsoll/db';
import type { Emulator } from '@plimsoll/ecr-emulator';
import { PlimsollError } from '@plimsoll/model';
import { buildImage } from '@plimsoll/testkit';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { push, registryOf } from '../testing/registry.ts';
import { ADMIN, npmRecord, runJob, type Workbench, workbench } from '../testing/workbench.ts';
import { disconnectConnection } from '../use-cases/connections.ts';
import { decide, endDecision } from '../use-cases/decisions.ts';
import { planNow } from '../use-cases/followed-plans.ts';
import { syncConnection } from '../use-cases/sync-connection.ts';
import { updateAdvisories } from '../use-cases/update-advisories.ts';
import { planFleet } from './plan-fleet.ts';

const packageOf = (name: string, version: string) => ({
  [`srv/${name}/node_modules/${name}/package.json`]: JSON.stringify({ name, version }),
});
const baseWith = (left: string, created: string) => buildImage({ created, layers: [{ files: packageOf('left', left) }] });
const oldBase = baseWith('1.0.0', '2026-11-01T00:00:00Z');
const newBase = baseWith('2.0.0', '2026-11-20T00:00:00Z');
const appOn = (base: typeof oldBase, right = '1.0.0') =>
  buildImage({ base, layers: [{ files: packageOf('right', right), instruction: 'COPY . /srv' }] });

const LEFT = npmRecord(1, 'left', '2.0.0');
const RIGHT = npmRecord(2, 'right', '1.5.0');
/** The same record says that only a version is affected that nobody has. */
const GONE = npmRecord(2, 'right', '0.0.1');

let emulator: Emulator;
let bench: Workbench;
let connection: number;
beforeEach(async () => {
  emulator = await registryOf({ 'platform/node:20-20261101': oldBase, 'platform/node:20-20261120': newBase, 'team/app:1': appOn(oldBase) });
  bench = await workbench([LEFT, RIGHT], emulator);
  await updateAdvisories(bench.deps);
  connection = await bench.connect(emulator);
  await bench.drain();
});
afterEach(async () => {
  await bench.close();
  await emulator.close();
});

const sync = async () => {
  await syncConnection(connection, bench.deps);
  await bench.drain();
};
const plansIn = async (state: PlanState): Promise<FollowedPlan[]> =>
  (await listFollowedPlans(bench.db, { state, repository: 'team/app' }, { limit: 50 })).rows;
const keysIn = async (state: PlanState) => (await plansIn(state)).map(({ key }) => key);
const exposures = async () => {
  const { rows } = await bench.db.query<{ row: [string, string, number | null] }>(
    `select json_build_array(r.name, v.name, e.ended_as) as row from exposure e join repository r on r.id = e.repository_id join vulnerability v on v.id = e.vulnerability_id
     where r.name = 'team/app' order by e.id`,
  );
  return rows.map(({ row: [, name, ended] }) => [name, ended]);
};
const madeAt = async () =>
  (await bench.db.query<{ at: string }>('select made_at::text as at from plan_basis order by 1')).rows.map(({ at }) => at);

it('follows plans for what a repository ships, and what it has been exposed to, after a sync', async () => {
  const plans = await plansIn('open');
  const plan = plans.find(({ key }) => key.startsWith('base:'));

  expect(plans.map(({ key }) => key)).toEqual(['everything', 'pin:npm/right', 'base:platform/node:20-@']);
  expect(plan).toMatchObject({
    key: 'base:platform/node:20-@',
    title: 'Move to platform/node:20-20261120',
    image: { connection, repository: 'team/app', reference: '1', platform: 'linux/amd64' },
    edits: 1,
    removes: 1,
    counts: { high: 1, critical: 0, fixable: 1 },
    exploited: 0,
    risk: 10,
    remaining: 1,
  });
  expect(await getFollowedPlan(bench.db, plan!.id)).toMatchObject({
    plan: { key: plan!.key, removes: [{ id: 'CVE-2026-1', severity: 'high' }] },
  });
  expect(await exposures()).toEqual([
    ['CVE-2026-1', null],
    ['CVE-2026-2', null],
  ]);
  expect(await planTotals(bench.db)).toMatchObject({ open: 3, done: 0, stale: 0, failures: [] });
  expect(bench.events).toContainEqual({ type: 'plans' });
});

it('makes nothing again while nothing changed', async () => {
  const before = await madeAt();
  bench.events.length = 0;

  await sync();

  expect(await madeAt()).toEqual(before);
  expect(bench.events).not.toContainEqual({ type: 'plans' });
  expect(await planFleet({ db: bench.db, store: bench.stores.current() })).toEqual({ made: 0, failed: 0, ended: 0 });
});

it('holds a plan for done when a newer image shows it, and says how long that took', async () => {
  await push(emulator, 'team/app', '2', appOn(newBase));
  await sync();

  expect(await plansIn('done')).toMatchObject([
    { key: 'base:platform/node:20-@', closedBy: { repository: 'team/app', reference: '2' }, image: { reference: '1' } },
  ]);
  expect(await keysIn('open')).toEqual(['pin:npm/right']);
  expect(await keysIn('stale')).toEqual(['everything']);
  expect(await exposures()).toEqual([
    ['CVE-2026-1', 1],
    ['CVE-2026-2', null],
  ]);
  expect(await timesToRemediate(bench.db, 90)).toMatchObject([{ count: 1 }, { severity: 'high', count: 1 }]);
});

it('keeps a plan whose candidate went on: the same row, changed', async () => {
  const [before] = (await plansIn('open')).filter(({ key }) => key.startsWith('base:'));
  await push(emulator, 'platform/node', '20-20261127', baseWith('2.1.0', '2026-11-27T00:00:00Z'));
  await sync();

  const after = (await plansIn('open')).find(({ id }) => id === before!.id);

  expect(after).toMatchObject({ key: before!.key, title: 'Move to platform/node:20-20261127', createdAt: before!.createdAt });
  expect(after!.changedAt.getTime()).toBeGreaterThan(before!.changedAt.getTime());
});

describe('when the advisories change', () => {
  it('a plan that is not offered any more is stale, and what is no vulnerability any more is no remediation', async () => {
    await bench.publish([LEFT, GONE]);
    await updateAdvisories(bench.deps);
    await bench.drain();

    expect(await keysIn('open')).toEqual(['base:platform/node:20-@']);
    expect((await keysIn('stale')).toSorted()).toEqual(['everything', 'pin:npm/right']);
    expect(await exposures()).toEqual([
      ['CVE-2026-1', null],
      ['CVE-2026-2', 2],
    ]);
    expect(await timesToRemediate(bench.db, 90)).toEqual([]);
  });

  it('a plan that goes elsewhere is the same row', async () => {
    const [before] = (await plansIn('open')).filter(({ key }) => key === 'pin:npm/right');
    await bench.publish([LEFT, npmRecord(2, 'right', '1.7.0')]);
    await updateAdvisories(bench.deps);
    await bench.drain();

    expect((await plansIn('open')).find(({ id }) => id === before!.id)).toMatchObject({ title: 'Pin right to 1.7.0', state: 'open' });
  });

  it('a plan that comes back is a new row', async () => {
    for (const records of [
      [LEFT, GONE],
      [LEFT, RIGHT],
    ]) {
      await bench.publish(records);
      await updateAdvisories(bench.deps);
      await bench.drain();
    }

    expect((await keysIn('open')).toSorted()).toEqual(['base:platform/node:20-@', 'everything', 'pin:npm/right']);
    expect((await keysIn('stale')).toSorted()).toEqual(['everything', 'pin:npm/right']);
  });
});

it('leaves out what a decision hides, and takes it up again when that ends', async () => {
  const target = { scope: { repositoryGlob: 'team/*' }, packagePattern: 'right' };
  const { id } = await decide({ ...target, kind: 'accepted', reason: 'no input reaches it' }, ADMIN, bench.deps);
  await planNow(bench.deps);
  await bench.drain();

  expect(await keysIn('open')).toEqual(['base:platform/node:20-@']);
  expect((await plansIn('open'))[0]).toMatchObject({ remaining: 0 });
  expect(await exposures()).toEqual([
    ['CVE-2026-1', null],
    ['CVE-2026-2', 3],
  ]);

  await endDecision(id, 'it does', ADMIN, bench.deps);
  await planNow(bench.deps);
  await bench.drain();

  expect(await keysIn('open')).toHaveLength(3);
  expect(await exposures()).toEqual([
    ['CVE-2026-1', null],
    ['CVE-2026-2', null],
  ]);
});

it('ends what a repository ships no more', async () => {
  await emulator.registry.deleteTag('team/app', '1');
  await sync();

  expect(await keysIn('open')).toEqual([]);
  expect(await keysIn('stale')).toHaveLength(3);
  expect(await exposures()).toEqual([
    ['CVE-2026-1', 4],
    ['CVE-2026-2', 4],
  ]);
});

it('leaves a registry that is disconnected as it is', async () => {
  await disconnectConnection(connection, ADMIN, bench.deps);
  const before = [await madeAt(), await exposures(), await keysIn('open')];
  await bench.publish([LEFT, GONE]);
  await updateAdvisories(bench.deps);
  await bench.drain();

  expect([await madeAt(), await exposures(), await keysIn('open')]).toEqual(before);
  expect((await plansIn('open'))[0]).toHaveProperty('frozenAt');
});

it('does not say what is shipped while the newest image could not be read', async () => {
  const { image } = (await bench.db.query<{ image: number }>(`select image_id as image from tag where name = '1' and until = 'infinity'`))
    .rows[0]!;
  await push(emulator, 'team/app', '2', appOn(newBase));
  await syncConnection(connection, bench.deps);
  const [job] = bench.waiting.splice(0);
  const { db, stores } = bench;
  expect(await planFleet({ db, store: stores.current() })).toEqual({ made: 0, failed: 0, ended: 0 });
  const read = () => Promise.reject(new PlimsollError('LIMIT_EXCEEDED', 'it is too large'));
  await runJob(job!, { ...bench.deps, readers: { read } });
  await bench.drain();

  const { failures } = await planTotals(bench.db);

  expect(failures).toMatchObject([{ repository: 'team/app', message: 'the image of the newest tag, 2, could not be read' }]);
  expect(await keysIn('open')).toHaveLength(3);
  expect((await exposures()).map(([, ended]) => ended)).toEqual([null, null]);
  expect(
    (await bench.db.query(`select image_id from plan_basis b join repository r on r.id = b.repository_id where r.name = 'team/app'`)).rows,
  ).toEqual([{ image_id: image }]);
});

it('says for which repository no plan could be made, goes on with the others, and tries again', async () => {
  await bench.db.query('delete from layer_cache');
  await bench.publish([LEFT, GONE]);
  await updateAdvisories(bench.deps);
  await bench.drain();

  const { failures } = await planTotals(bench.db);

  expect(failures).toMatchObject([{ repository: 'platform/node' }, { connection, repository: 'team/app', platform: 'linux/amd64' }]);
  expect(failures[0]?.message).toContain('not kept any more');
  expect(await keysIn('open')).toHaveLength(3);
  expect(await exposures()).toContainEqual(['CVE-2026-2', 2]);
});
