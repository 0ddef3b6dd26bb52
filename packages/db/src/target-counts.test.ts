import { afterAll, expect, it } from 'vitest';
import { makeDecisions } from './decisions.ts';
import { countTargets, openTwins } from './target-counts.ts';
import { decidedFleet } from './testing/decided-fleet.ts';

const { db, close, connection, decide } = await decidedFleet();
afterAll(close);

const LEFT = { scope: {}, vulnerability: 'CVE-1', packagePattern: 'left-pad', packageBuild: { ecosystem: 'npm', version: '1.0.0' } };
const NARROW = { ...LEFT, scope: { connection, repositoryGlob: 'shop/web', tagGlob: '2' } };
const OTHER = { ...LEFT, packageBuild: { ecosystem: 'npm', version: '9' } };

it('counts each, and together what is in several once', async () => {
  expect(await countTargets(db, [LEFT, NARROW, OTHER, { scope: {}, vulnerability: 'CVE-3' }])).toEqual({
    each: [
      { findings: 2, images: 2 },
      { findings: 1, images: 1 },
      { findings: 0, images: 0 },
      { findings: 2, images: 2 },
    ],
    all: { findings: 4, images: 2 },
  });
  expect(await countTargets(db, [])).toEqual({ each: [], all: { findings: 0, images: 0 } });
});

it('knows an open decision that names exactly the same', async () => {
  const id = await decide(LEFT);
  const plain = await decide({ scope: {}, vulnerability: 'CVE-3' });

  const { each } = await countTargets(db, [LEFT, NARROW, OTHER]);

  expect(each.map(({ twin }) => twin)).toEqual([id, undefined, undefined]);
  expect(
    await openTwins(db, [
      { scope: {}, vulnerability: 'CVE-3' },
      { ...LEFT, packageBuild: {} },
    ]),
  ).toEqual([plain, undefined]);
});

it('lets several be made without those, and without the same twice', async () => {
  const because = { kind: 'accepted', reason: 'because', author: 'ada' } as const;

  const made = await db.transaction((tx) =>
    makeDecisions(
      tx,
      [
        { ...LEFT, ...because },
        { ...NARROW, ...because },
        { ...NARROW, ...because },
      ],
      { skipOpen: true },
    ),
  );

  expect(made).toHaveLength(1);
  expect((await openTwins(db, [NARROW]))[0]).toBe(made[0]);
});

it('refuses what is unknown', async () => {
  await expect(countTargets(db, [{ scope: {}, vulnerability: 'CVE-0' }])).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});
