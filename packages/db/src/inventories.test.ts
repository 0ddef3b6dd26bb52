import { afterAll, expect, it } from 'vitest';
import type { Inventory } from '@plimsoll/model';
import { describeImage } from './image-detail.ts';
import { imagesToRead } from './images.ts';
import { saveInventory } from './inventories.ts';
import { subjectsUnknown } from './subjects.ts';
import { checkSummaries } from './summaries.ts';
import {
  addRepository,
  AdvisoryWorld,
  debMember,
  digestOf,
  imageId,
  inventoryOf,
  judgeByName,
  list,
  listed,
  npmMember,
  npmSubject,
  read,
  setOf,
  vulnerabilityOf,
} from './testing/fleet.ts';
import { createTestDatabase } from './testing/test-database.ts';
import { listVulnerabilities } from './vulnerabilities.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

const world = new AdvisoryWorld();
world.advisories.push(
  { vulnerability: vulnerabilityOf('CVE-1'), name: 'left-pad', severity: 'high', fixedVersions: ['2'] },
  { vulnerability: vulnerabilityOf('CVE-2'), name: 'openssl', severity: 'critical', fixedVersions: [] },
);
const { connection, repository } = await addRepository(db, 'inventories');
const image = digestOf('image');
const address = { connection, repository: 'shop/web', reference: 'latest' };
const dpkg = setOf('os/dpkg@1', [debMember('libssl3', 'openssl'), debMember('openssl', 'openssl'), debMember('bash', 'bash')]);
const npm = setOf('lang/npm@1', [npmMember('left-pad'), npmMember('lodash')]);

async function counts(table: string) {
  return (await db.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]!.n;
}

it('stores an image, and the same again changes nothing', async () => {
  await list(db, repository, [listed(image, ['latest'])]);
  const id = await imageId(db, repository, image);
  await read(db, world, id, inventoryOf([dpkg, npm]));
  const tables = ['package', 'package_set', 'link', 'inventory', 'image_set', 'image_layer', 'vulnerability'];
  const before = await Promise.all(tables.map(counts));
  const described = await describeImage(db, address);

  await read(db, world, id, inventoryOf([dpkg, npm]));

  expect(before).toEqual([7, 2, 2, 1, 2, 2, 2]);
  expect(await Promise.all(tables.map(counts))).toEqual(before);
  expect(await describeImage(db, address)).toEqual(described);
  expect(described).toMatchObject({
    state: 'read',
    coverage: 'complete',
    platform: 'linux/amd64',
    os: { name: 'Debian GNU/Linux 12' },
    counts: { critical: 1, high: 1, fixable: 1 },
    withoutFix: 1,
    packages: 5,
    layers: [
      { ordinal: 0, packages: 3, findings: 1, instruction: 'RUN step 0', sizeBytes: 1000 },
      { ordinal: 1, packages: 2, findings: 1 },
    ],
  });
});

it('replaces the inventory when better analyzers read the image again', async () => {
  const id = await imageId(db, repository, image);
  expect(await imagesToRead(db, { connection, fingerprint: 'f1' })).toEqual([]);
  expect((await imagesToRead(db, { connection, fingerprint: 'f2' })).map((row) => row.id)).toEqual([id]);
  const first = (await describeImage(db, address)).firstReadAt;

  await read(db, world, id, inventoryOf([npm], 'f2'));

  expect(await describeImage(db, address)).toMatchObject({ counts: { critical: 0, high: 1 }, firstReadAt: first });
  expect((await listVulnerabilities(db, {}, { limit: 10 })).rows.map((row) => row.id)).toEqual(['CVE-1']);
  expect(await counts('inventory')).toBe(2);
  expect(await checkSummaries(db)).toEqual({ sets: [], repositories: [], tagCounts: [], decided: [] });
});

it('tells read with nothing in it from not read', async () => {
  const empty = digestOf('empty');
  await list(db, repository, [listed(image, ['latest']), listed(empty, ['empty'])]);
  expect((await describeImage(db, { ...address, reference: 'empty' })).counts).toBeNull();

  await read(db, world, await imageId(db, repository, empty), { ...inventoryOf([]), coverage: 'unsupported' });

  expect(await describeImage(db, { ...address, reference: 'empty' })).toMatchObject({
    coverage: 'unsupported',
    counts: { critical: 0, fixable: 0 },
    packages: 0,
  });
});

it('gives links only to subjects that it stores first', async () => {
  const id = await imageId(db, repository, image);
  const before = await counts('link');

  await saveInventory(db, {
    imageId: id,
    inventory: inventoryOf([npm], 'f3'),
    build: '',
    judge: judgeByName,
    ...world.match([npmSubject('left-pad')]),
  });

  expect(await counts('link')).toBe(before);
});

it('stores hostile text, and leaves out only what fits no index', async () => {
  const hostile = digestOf('hostile');
  await list(db, repository, [listed(image, ['latest']), listed(hostile, ['hostile'])]);
  const members = [npmMember('nul\0\ud800'), npmMember('x'.repeat(5000)), npmMember('left-pad', '1.0.0', 'a\0b')];
  const inventory: Inventory = { ...inventoryOf([setOf('lang/npm@1', members)]), problems: [{ code: 'MALFORMED_FILE', message: '\0' }] };

  await read(db, world, await imageId(db, repository, hostile), inventory);

  const { problems, coverage, counts: found } = await describeImage(db, { ...address, reference: 'hostile' });
  expect(problems).toMatchObject([{ code: 'MALFORMED_FILE', message: '\uFFFD' }, { code: 'LIMIT_EXCEEDED' }]);
  expect(coverage).toBe('partial');
  expect(found).toMatchObject({ high: 1 });
  expect(await subjectsUnknown(db, [npmSubject('nul\0\ud800')])).toEqual([]);
});

it('is all or nothing', async () => {
  const id = await imageId(db, repository, image);
  const before = await counts('package');
  const unnamed = { ...world.match([npmSubject('left-pad', '3')]), vulnerabilities: [] };

  await expect(
    saveInventory(db, {
      imageId: id,
      inventory: inventoryOf([setOf('lang/npm@1', [npmMember('left-pad', '3')])], 'f4'),
      build: '',
      judge: judgeByName,
      ...unnamed,
    }),
  ).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(
    saveInventory(db, { imageId: 999_999, inventory: inventoryOf([]), build: '', judge: judgeByName, links: [], vulnerabilities: [] }),
  ).rejects.toMatchObject({ code: 'NOT_FOUND' });

  expect(await counts('package')).toBe(before);
});

it('counts an ecosystem that only a better analyzer finds', async () => {
  const { repository: other } = await addRepository(db, 'better');
  await list(db, other, [listed(digestOf('better'), ['1'])]);
  const id = await imageId(db, other, digestOf('better'));
  await read(db, world, id, inventoryOf([npm]));

  await read(db, world, id, inventoryOf([npm, setOf('os/dpkg@1', [debMember('libleft', 'left-pad')])], 'f2'));

  expect(await checkSummaries(db)).toEqual({ sets: [], repositories: [], tagCounts: [], decided: [] });
});

it('takes many images with the same new packages at the same time', async () => {
  const many = Array.from({ length: 12 }, (_, n) => digestOf(`parallel ${n}`));
  const repositories = await Promise.all(['p1', 'p2', 'p3'].map(async (name) => (await addRepository(db, name)).repository));
  await Promise.all(
    repositories.map((id) =>
      list(
        db,
        id,
        many.map((digest, n) => listed(digest, [`v${n}`])),
      ),
    ),
  );
  const sets = [0, 1, 2].map((n) =>
    setOf(
      'lang/npm@1',
      Array.from({ length: 20 }, (_, k) => npmMember(`parallel-${(k * 7 + n) % 25}`)),
    ),
  );

  await Promise.all(
    repositories.flatMap((id) =>
      many.map(async (digest, n) => read(db, world, await imageId(db, id, digest), inventoryOf([sets[n % 3]!, sets[(n + 1) % 3]!]))),
    ),
  );

  expect(await checkSummaries(db)).toEqual({ sets: [], repositories: [], tagCounts: [], decided: [] });
});
