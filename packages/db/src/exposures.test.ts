import { afterAll, expect, it } from 'vitest';
import { recordExposures, timesToRemediate } from './exposures.ts';
import { endDecision } from './end-decisions.ts';
import { lockFleet } from './locks.ts';
import { decidedFleet, ONE, THREE, TWO } from './testing/decided-fleet.ts';
import { inventoryOf, npmMember, read, setOf } from './testing/fleet.ts';

const { db, close, world, repository, push, idOf, decide } = await decidedFleet();
afterAll(close);

const WEIGHTS = { plain: [3, 0.1, 1, 3, 10, 40], exploited: [40, 40, 40, 40, 50, 200] };
let previous: number | null = null;
async function ship(digest: string): Promise<void> {
  const image = await idOf(digest);
  await db.transaction(async (tx) => {
    const now = await lockFleet(tx);
    await recordExposures(tx, { repositoryId: repository, platform: 'linux/amd64', image, previous }, WEIGHTS, now);
  });
  previous = image;
}
const rows = async () =>
  (
    await db.query<{ name: string; severity: number; risk: number; fixable: boolean; since: Date; ended_as: number | null }>(
      `select v.name, e.severity, e.risk, e.fixable, e.since, e.ended_as from exposure e join vulnerability v on v.id = e.vulnerability_id order by e.id`,
    )
  ).rows;
const states = async () =>
  (await rows()).map(({ name, ended_as: ended }) => [name, ended]).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

it('opens a row for each vulnerability, from when it was first seen', async () => {
  await ship(ONE);
  const { rows: images } = await db.query<{ at: Date }>('select first_read_at as at from image where id = $1', [await idOf(ONE)]);

  const found = await rows();

  expect(found.map(({ name }) => name).toSorted()).toEqual(['CVE-1', 'CVE-2', 'CVE-3']);
  expect(found.find(({ name }) => name === 'CVE-1')).toMatchObject({
    severity: 4,
    risk: 10,
    fixable: true,
    since: images[0]!.at,
    ended_as: null,
  });
  expect(found.find(({ name }) => name === 'CVE-2')).toMatchObject({ fixable: false });
  expect(await timesToRemediate(db, 90)).toEqual([]);
});

it('changes nothing when the next image has the same', async () => {
  const before = await rows();

  await ship(TWO);

  expect(await rows()).toEqual(before);
});

it('ends what is decided, and goes on in the same row when the decision ends: it never went', async () => {
  const before = await rows();
  const id = await decide({ scope: {}, vulnerability: 'CVE-2' });
  await ship(TWO);
  expect(await states()).toEqual([
    ['CVE-1', null],
    ['CVE-2', 3],
    ['CVE-3', null],
  ]);

  await endDecision(db, id, { actor: 'ada', reason: '' });
  await ship(TWO);

  expect(await rows()).toEqual(before);
});

it('tells a newer image from newer advisories, also when both come at once', async () => {
  await db.query(`update link set until = current_instant() where vulnerability_id = (select id from vulnerability where name = 'CVE-3')`);
  await push({ [ONE]: ['1'], [TWO]: ['2'], [THREE]: ['3'] });
  await read(db, world, await idOf(THREE), inventoryOf([setOf('s', [npmMember('other')])]));

  await ship(THREE);

  expect(await states()).toEqual([
    ['CVE-1', 1],
    ['CVE-2', 1],
    ['CVE-3', 2],
  ]);
});

it('takes the median of what went with a newer image, of all and by severity', async () => {
  await db.query(
    `update exposure e set since = until - make_interval(days => case v.name when 'CVE-1' then 10 else 20 end), severity = case v.name when 'CVE-1' then 5 else 3 end
     from vulnerability v where v.id = e.vulnerability_id and e.ended_as = 1`,
  );

  expect(await timesToRemediate(db, 90)).toEqual([
    { days: 15, count: 2 },
    { severity: 'critical', days: 10, count: 1 },
    { severity: 'medium', days: 20, count: 1 },
  ]);
  await db.query(
    `update exposure set until = until - interval '91 days', since = since - interval '91 days' where severity = 5 and ended_as = 1`,
  );
  expect(await timesToRemediate(db, 90)).toMatchObject([{ days: 20, count: 1 }, { severity: 'medium' }]);
});
