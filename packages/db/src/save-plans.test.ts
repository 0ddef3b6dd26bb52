import { afterAll, expect, it } from 'vitest';
import { disconnect } from './connections.ts';
import { NO_COUNTS } from './counts.ts';
import { openPlansOf, type PlanToSave, savePlanFailure, savePlans } from './save-plans.ts';
import { decidedFleet, ONE, TWO } from './testing/decided-fleet.ts';

const { db, close, connection, repository, idOf } = await decidedFleet();
afterAll(close);

const PLATFORM = 'linux/amd64';
const WEIGHTS = { plain: [3, 0.1, 1, 3, 10, 40], exploited: [40, 40, 40, 40, 50, 200] };
const plan = (key: string, more: Partial<PlanToSave> = {}): PlanToSave => ({
  key,
  title: `Do ${key}`,
  target: null,
  plan: { edits: [{ after: key }], removes: [{ id: 'CVE-1', purl: 'pkg:npm/left-pad@1.0.0' }] },
  counts: { ...NO_COUNTS, high: 1 },
  exploited: 0,
  risk: 10,
  edits: 1,
  removes: 1,
  remaining: 2,
  unfixable: 2,
  adds: 0,
  ...more,
});
const save = async (digest: string, plans: readonly PlanToSave[], done: readonly number[] = []) =>
  savePlans(
    db,
    { repositoryId: repository, platform: PLATFORM, image: await idOf(digest), previous: null },
    { basis: 'b', plans, done },
    WEIGHTS,
  );
interface Row {
  id: number;
  key: string;
  state: number;
  title: string;
  created_at: Date;
  changed_at: Date;
  image_id: number;
  closed_image: number | null;
  score: number;
}
const rows = async () => (await db.query<Row>('select * from plan order by id')).rows;

it('opens a row for each key', async () => {
  await save(ONE, [plan('os-upgrade', { edits: 2, risk: 5 }), plan('pin:npm/left-pad')]);

  expect(await rows()).toMatchObject([
    { key: 'os-upgrade', state: 1, score: 2.5 },
    { key: 'pin:npm/left-pad', state: 1, score: 10 },
  ]);
  expect(await openPlansOf(db, repository, PLATFORM)).toMatchObject([
    { key: 'os-upgrade', image: await idOf(ONE), removes: [{ id: 'CVE-1', purl: 'pkg:npm/left-pad@1.0.0' }] },
    { key: 'pin:npm/left-pad' },
  ]);
  expect(await openPlansOf(db, repository, 'linux/arm64')).toEqual([]);
});

it('keeps a row, and says that it changed only if its edits or numbers did', async () => {
  const [upgrade, pin] = await rows();
  await save(TWO, [plan('os-upgrade', { edits: 2, risk: 5 }), plan('pin:npm/left-pad', { remaining: 1, title: 'Other' })]);

  const after = await rows();

  expect(after).toMatchObject([
    { id: upgrade!.id, changed_at: upgrade!.changed_at, created_at: upgrade!.created_at, image_id: await idOf(TWO) },
    { id: pin!.id, created_at: pin!.created_at, title: 'Other' },
  ]);
  expect(after[1]!.changed_at.getTime()).toBeGreaterThan(pin!.changed_at.getTime());
});

it('ends plans: done with the image that shows it, stale where the advice is another; a key that comes back is a new row', async () => {
  const [upgrade] = await rows();
  await save(ONE, [plan('os-upgrade')], [upgrade!.id]);

  expect(await rows()).toMatchObject([
    { key: 'os-upgrade', state: 2, closed_image: await idOf(ONE) },
    { key: 'pin:npm/left-pad', state: 3, closed_image: null },
    { key: 'os-upgrade', state: 1 },
  ]);
});

it('keeps why no plans could be made, and the plans of before', async () => {
  const shipped = { repositoryId: repository, platform: PLATFORM, image: null, previous: await idOf(ONE) };
  await savePlanFailure(db, shipped, { basis: 'c', message: 'not kept any more' }, WEIGHTS);

  const { rows: stored } = await db.query('select image_id, basis, error from plan_basis');

  expect(stored).toEqual([{ image_id: await idOf(ONE), basis: 'c', error: 'not kept any more' }]);
  expect(await openPlansOf(db, repository, PLATFORM)).toHaveLength(1);
});

it('refuses a registry that is disconnected', async () => {
  await disconnect(db, connection);

  await expect(save(ONE, [])).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await openPlansOf(db, repository, PLATFORM)).toHaveLength(1);
});
