import { afterAll, beforeAll, expect, it } from 'vitest';
import { listInstalledPackages } from './image-packages.ts';
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
  vulnerabilityOf,
} from './testing/fleet.ts';
import { createTestDatabase } from './testing/test-database.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

const world = new AdvisoryWorld();
for (const [id, name] of [
  ['1', 'openssl'],
  ['2', 'left-pad'],
  ['3', 'left-pad'],
  ['4', 'bash'],
] as const) {
  world.advisories.push({ vulnerability: vulnerabilityOf(`CVE-2026-${id}`), name, severity: 'high', fixedVersions: [] });
}
const all = { limit: 100 };
let image: number;
beforeAll(async () => {
  const { repository } = await addRepository(db, 'packages');
  await list(db, repository, [listed(digestOf('image'), ['1'])]);
  image = await imageId(db, repository, digestOf('image'));
  const lower = setOf('os/dpkg@1', [debMember('libssl3', 'openssl'), debMember('bash', 'bash')]);
  const upper = setOf('os/dpkg@1', [{ ...debMember('openssl', 'openssl'), inherited: true }]);
  const app = setOf('lang/npm@1', [
    npmMember('left-pad', '1.0.0', 'app/node_modules/left-pad'),
    npmMember('left-pad', '1.0.0', 'app/node_modules/x/node_modules/left-pad'),
  ]);
  const owned = setOf('lang/python@1', [
    {
      package: { type: 'pypi', name: 'left-pad', version: '1.0.0', licenses: ['BSD-3-Clause'], dev: true },
      path: 'usr/lib/python3',
      owner: 'python3-left-pad',
    },
  ]);
  await read(db, world, image, inventoryOf([lower, upper, app, owned]));
});

it('lists what is installed, with owner, licences and what is open for it', async () => {
  const { rows, total } = await listInstalledPackages(db, image, {}, all);

  expect(total).toBe(6);
  expect(rows.map(({ name, path, findings, owner, dev }) => [name, path, findings, owner, dev])).toEqual([
    ['bash', 'var/lib/dpkg/status', 1, undefined, false],
    ['left-pad', 'app/node_modules/left-pad', 2, undefined, false],
    ['left-pad', 'app/node_modules/x/node_modules/left-pad', 2, undefined, false],
    ['left-pad', 'usr/lib/python3', 0, 'python3-left-pad', true],
    ['libssl3', 'var/lib/dpkg/status', 1, undefined, false],
    ['openssl', 'var/lib/dpkg/status', 1, undefined, false],
  ]);
  expect(rows[4]).toMatchObject({ purl: 'pkg:deb/debian/libssl3@1.0-1?arch=amd64&distro=debian-12', type: 'deb', layer: { ordinal: 0 } });
  expect(rows[3]).toMatchObject({ purl: 'pkg:pypi/left-pad@1.0.0', licenses: ['BSD-3-Clause'], layer: { ordinal: 3 } });
  expect((await listInstalledPackages(db, image, { q: 'SSL', layer: 1 }, all)).rows.map(({ name }) => name)).toEqual(['openssl']);

  const paged = [];
  for (let cursor: string | undefined; ;) {
    const page = await listInstalledPackages(db, image, {}, { limit: 2, cursor });
    paged.push(...page.rows);
    cursor = page.nextCursor;
    if (cursor === undefined) break;
  }
  expect(paged).toEqual(rows);
});
