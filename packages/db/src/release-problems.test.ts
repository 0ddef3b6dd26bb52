import { afterAll, expect, it } from 'vitest';
import type { Inventory, Problem } from '@plimsoll/model';
import { disconnect } from './connections.ts';
import { operatingSystems, saveReleaseProblems } from './release-problems.ts';
import {
  addRepository,
  AdvisoryWorld,
  debMember,
  digestOf,
  imageId,
  inventoryOf,
  list,
  listed,
  npmMember,
  read,
  setOf,
} from './testing/fleet.ts';
import { createTestDatabase } from './testing/test-database.ts';

const { db, close } = await createTestDatabase();
afterAll(close);
const world = new AdvisoryWorld();
const os = { id: 'debian', idLike: [], versionId: '12', name: 'Debian GNU/Linux' };
const ended: Problem = { code: 'END_OF_LIFE_RELEASE', message: 'Debian GNU/Linux 12 has had no security support' };
const malformed: Problem = { code: 'MALFORMED_ADVISORY', message: 'a range' };
const unread: Problem = { code: 'MALFORMED_RECORD', message: 'a record' };
const deb = setOf('os/dpkg@1', [debMember('bash', 'bash')]);
const npm = setOf('lang/npm@1', [npmMember('left')]);

const { connection, repository } = await addRepository(db, 'releases');

async function store(name: string, inventory: Partial<Inventory>): Promise<void> {
  await read(db, world, await imageId(db, repository, digestOf(name)), { ...inventoryOf([deb]), os, ...inventory });
}

async function stored(): Promise<unknown[]> {
  const { rows } = await db.query(
    `select t.name, i.coverage, array(select p->>'code' from jsonb_array_elements(i.problems) p) as codes from tag t join image i on i.id = t.image_id
     where t.until = 'infinity' order by 1`,
  );
  return rows as unknown[];
}

it('replaces what was known of a release, and the coverage with it', async () => {
  const images = [
    ['a whole', {}],
    ['b ended', { problems: [malformed, ended], coverage: 'partial' }],
    ['c unread', { problems: [unread], coverage: 'partial' }],
    ['d no packages of the system', { sets: inventoryOf([npm]).sets }],
    ['e another system', { os: { ...os, versionId: '13' } }],
  ] as const;
  await list(
    db,
    repository,
    images.map(([name]) => listed(digestOf(name), [name])),
  );
  for (const [name, inventory] of images) await store(name, inventory);
  expect(await operatingSystems(db)).toEqual(expect.arrayContaining([os, { ...os, versionId: '13' }]));

  expect(await saveReleaseProblems(db, [{ os, problems: [ended] }])).toBe(2);
  expect(await stored()).toEqual([
    { name: 'a whole', coverage: 2, codes: ['END_OF_LIFE_RELEASE'] },
    { name: 'b ended', coverage: 2, codes: ['MALFORMED_ADVISORY', 'END_OF_LIFE_RELEASE'] },
    { name: 'c unread', coverage: 2, codes: ['MALFORMED_RECORD', 'END_OF_LIFE_RELEASE'] },
    { name: 'd no packages of the system', coverage: 1, codes: [] },
    { name: 'e another system', coverage: 1, codes: [] },
  ]);

  expect(await saveReleaseProblems(db, [{ os, problems: [] }])).toBe(3);
  expect(await stored()).toEqual([
    { name: 'a whole', coverage: 1, codes: [] },
    { name: 'b ended', coverage: 1, codes: ['MALFORMED_ADVISORY'] },
    { name: 'c unread', coverage: 2, codes: ['MALFORMED_RECORD'] },
    { name: 'd no packages of the system', coverage: 1, codes: [] },
    { name: 'e another system', coverage: 1, codes: [] },
  ]);
});

it('leaves a frozen registry as it was', async () => {
  await disconnect(db, connection);

  expect(await operatingSystems(db)).toEqual([]);
  expect(await saveReleaseProblems(db, [{ os, problems: [ended] }])).toBe(0);
});
