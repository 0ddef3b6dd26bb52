import { afterAll, expect, it } from 'vitest';
import { disconnect } from './connections.ts';
import { markFailed, markNotImage } from './images.ts';
import { recordIndex } from './indexes.ts';
import { endUnshipped, planTargets, repositoriesToPlan } from './plan-targets.ts';
import { savePlans } from './save-plans.ts';
import { decidedFleet, ONE, THREE, TWO } from './testing/decided-fleet.ts';
import { digestOf, imageId, inventoryOf, list, listed, npmMember, read, setOf } from './testing/fleet.ts';

const { db, close, world, connection, repository, idOf, decide, readAll } = await decidedFleet();
afterAll(close);

const on = (day: number) => ({ pushedAt: new Date(Date.UTC(2026, 10, day)) });
const ALL = [listed(ONE, ['1'], on(1)), listed(TWO, ['2'], on(2))];
const targets = async () => (await planTargets(db, [repository])).map(({ tag, platform }) => [tag, platform]);

it('takes the image of the tag that was pushed last', async () => {
  await list(db, repository, ALL);
  const decision = await decide({ scope: { tagGlob: '2' }, packagePattern: 'left-pad' });
  await decide({ scope: { tagGlob: '1' }, packagePattern: 'left-pad' });

  expect(await planTargets(db, [repository])).toEqual([
    {
      repositoryId: repository,
      repository: 'shop/web',
      connection,
      platform: 'linux/amd64',
      image: await idOf(TWO),
      inventory: expect.any(Number),
      tag: '2',
      decisions: [decision],
    },
  ]);
  expect(await planTargets(db, [])).toEqual([]);
});

it('passes over signatures, and says if a newer image was not read', async () => {
  const signature = digestOf('signature');
  await list(db, repository, [...ALL, listed(signature, ['2.sig'], on(3))]);
  expect(await planTargets(db, [repository])).toMatchObject([{ tag: '2', unread: { tag: '2.sig', isFailed: false } }]);
  await markFailed(db, await imageId(db, repository, signature), { code: 'LIMIT_EXCEEDED', message: 'no' });
  expect(await planTargets(db, [repository])).toMatchObject([{ unread: { tag: '2.sig', isFailed: true } }]);

  await markNotImage(db, await imageId(db, repository, signature), 'signature');

  const [target] = await planTargets(db, [repository]);
  expect(target).toMatchObject({ tag: '2' });
  expect(target).not.toHaveProperty('unread');
});

it('has a target for each platform of an index', async () => {
  const index = digestOf('index');
  await list(db, repository, [...ALL, listed(index, ['3'], { ...on(4), isIndex: true })]);
  expect(await planTargets(db, [repository])).toMatchObject([{ tag: '2', unread: { tag: '3' } }]);

  const children = await recordIndex(db, {
    repository,
    indexDigest: index,
    children: [{ digest: THREE, platform: 'linux/arm64', mediaType: 'm', sizeBytes: 1 }],
  });
  const saved = inventoryOf([setOf('s', [npmMember('left-pad')])]);
  await read(db, world, children[0]!, saved);
  await db.query(`update image set platform = 'linux/arm64' where id = $1`, [children[0]]);

  expect(await targets()).toEqual([
    ['2', 'linux/amd64'],
    ['3', 'linux/arm64'],
  ]);
});

it('ends what a repository ships no more, and nothing else', async () => {
  await readAll(ONE, TWO);
  const weights = { plain: [3, 0, 1, 3, 10, 40], exploited: [40, 40, 40, 40, 50, 200] };
  for (const { repositoryId, platform, image } of await planTargets(db, [repository]))
    await savePlans(db, { repositoryId, platform, image, previous: null }, { basis: 'b', plans: [], done: [] }, weights);
  expect(await endUnshipped(db, [repository])).toBe(0);

  await list(db, repository, ALL);

  expect(await endUnshipped(db, [repository])).toBe(1);
  expect(await endUnshipped(db, [repository])).toBe(0);
  const { rows } = await db.query('select platform, ended_as, count(*)::int as n from exposure group by 1, 2 order by 1, 2');
  expect(rows).toEqual([
    { platform: 'linux/amd64', ended_as: null, n: 1 },
    { platform: 'linux/arm64', ended_as: 4, n: 2 },
  ]);
  const [target] = await planTargets(db, [repository]);
  expect(target?.last).toEqual({ basis: 'b', image: await idOf(TWO), error: null });
});

it('walks the repositories of connected registries', async () => {
  expect(await repositoriesToPlan(db, 0, 10)).toEqual([repository]);
  expect(await repositoriesToPlan(db, repository, 10)).toEqual([]);
  await disconnect(db, connection);
  expect(await repositoriesToPlan(db, 0, 10)).toEqual([]);
});
