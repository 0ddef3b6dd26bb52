import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  addConnection,
  disconnect,
  getConnection,
  listConnections,
  type NewConnection,
  reconnect,
  sealedCredentialsOf,
  updateConnection,
} from './connections.ts';
import { connectionTotals, countsOfImages } from './counts.ts';
import { listFindings } from './findings.ts';
import { describeImage } from './image-detail.ts';
import { listImages, listRepositories } from './image-list.ts';
import { imagesToRead, markReading } from './images.ts';
import { recordIndex } from './indexes.ts';
import { applyRematch } from './rematch.ts';
import { recordRepositories } from './repositories.ts';
import { allSubjects } from './subjects.ts';
import { checkSummaries } from './summaries.ts';
import {
  addRepository,
  AdvisoryWorld,
  digestOf,
  imageId,
  inventoryOf,
  judgeByName,
  list,
  listed,
  npmMember,
  read,
  setOf,
  vulnerabilityOf,
} from './testing/fleet.ts';
import { createTestDatabase } from './testing/test-database.ts';
import { listAffectedImages } from './affected-images.ts';
import { listVulnerabilities } from './vulnerabilities.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

const CONNECTION: NewConnection = {
  name: 'production',
  region: 'eu-central-1',
  account: '123456789012',
  auth: { kind: 'keys', accessKeyId: 'AKIA...WXYZ' },
  sealedCredentials: new Uint8Array([7]),
  intervalMinutes: 60,
};

it('stores a connection without showing its secret, and changes it', async () => {
  const id = await addConnection(db, CONNECTION);
  const soon = new Date('2030-01-01T00:00:00Z');

  await updateConnection(db, id, {
    name: 'main',
    intervalMinutes: 5,
    state: 'error',
    lastError: { code: 'THROTTLED' },
    progress: { phase: 'reading' },
    nextSyncAt: soon,
  });

  const stored = await getConnection(db, id);
  expect(stored).toMatchObject({
    name: 'main',
    intervalMinutes: 5,
    state: 'error',
    lastError: { code: 'THROTTLED' },
    progress: { phase: 'reading' },
    nextSyncAt: soon,
    hasCredentials: true,
  });
  expect(JSON.stringify(stored)).not.toContain('sealed');
  expect([...((await sealedCredentialsOf(db, id)) ?? [])]).toEqual([7]);

  await updateConnection(db, id, { lastError: null, progress: null, nextSyncAt: null, state: 'connected' });
  expect(Object.keys(await getConnection(db, id))).not.toContain('lastError');
});

it('says that a name is taken, and that a connection is not there', async () => {
  const id = await addConnection(db, { ...CONNECTION, name: 'first' });
  await addConnection(db, { ...CONNECTION, name: 'second' });

  await expect(addConnection(db, { ...CONNECTION, name: 'first' })).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(updateConnection(db, id, { name: 'second' })).rejects.toMatchObject({ code: 'CONFLICT' });
  await expect(getConnection(db, 999_999)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(updateConnection(db, 999_999, { name: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(disconnect(db, 999_999)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

describe('a disconnected connection', () => {
  const world = new AdvisoryWorld();
  const [shared, own] = [digestOf('shared image'), digestOf('own image')];
  let frozen: { connection: number; repository: number };
  let live: { connection: number; repository: number };
  let before: Awaited<ReturnType<typeof everything>>;

  async function everything() {
    const page = { limit: 100 };
    const address = { connection: frozen.connection, repository: 'shop/web', reference: '1.0' };
    const image = await imageId(db, frozen.repository, shared);
    const { connection } = frozen;
    return {
      images: await listImages(db, { connection }, page),
      repositories: await listRepositories(db, { connection }, page),
      image: await describeImage(db, address),
      findings: await listFindings(db, image, {}, page),
      counts: await countsOfImages(db, [image]),
      totals: await connectionTotals(db, [connection]),
      affected: (await listAffectedImages(db, 'CVE-1', page)).rows.filter((row) => row.connection === connection),
    };
  }

  async function rematch() {
    for await (const subjects of allSubjects(db)) {
      await applyRematch(db, { subjects, judge: judgeByName, ...world.match(subjects.map(({ subject }) => subject)) });
    }
  }

  beforeAll(async () => {
    world.advisories.push({ vulnerability: vulnerabilityOf('CVE-1'), name: 'left-pad', severity: 'high', fixedVersions: ['2.0.0'] });
    frozen = await addRepository(db, 'frozen');
    live = await addRepository(db, 'live');
    for (const { repository } of [frozen, live]) {
      await list(db, repository, [listed(shared, ['1.0']), listed(own, ['2.0'])]);
      await read(
        db,
        world,
        await imageId(db, repository, shared),
        inventoryOf([setOf('lang/npm@1', [npmMember('left-pad'), npmMember('lodash')])]),
      );
    }
    await disconnect(db, frozen.connection);
    before = await everything();
  });

  it('keeps all data and erases the secret', async () => {
    expect(before.findings.rows.map(({ vulnerability }) => vulnerability)).toEqual(['CVE-1']);
    expect(before.totals.get(frozen.connection)).toMatchObject({ images: { total: 2, read: 1 }, findings: { high: 1, fixable: 1 } });
    expect(before.image.frozenAt).toBeInstanceOf(Date);
    expect(before.affected).toMatchObject([{ tags: ['1.0'], packages: ['pkg:npm/left-pad@1.0.0'], fixable: true }]);
    expect(await getConnection(db, frozen.connection)).toMatchObject({
      state: 'disconnected',
      hasCredentials: false,
      auth: { kind: 'ambient' },
    });
    expect((await listConnections(db)).at(-1)?.name).toBe('frozen');
  });

  it('shows the same on every page while links open and close for others', async () => {
    world.advisories.length = 0;
    world.advisories.push(
      { vulnerability: vulnerabilityOf('CVE-2', { severity: 'critical' }), name: 'lodash', severity: 'critical', fixedVersions: [] },
      { vulnerability: vulnerabilityOf('CVE-3'), name: 'left-pad', severity: 'low', fixedVersions: [] },
    );
    await rematch();
    await disconnect(db, frozen.connection);

    expect(await everything()).toEqual(before);
    const { rows } = await listVulnerabilities(db, {}, { limit: 10 });
    expect(rows.map(({ id, images }) => [id, images])).toEqual([
      ['CVE-2', 1],
      ['CVE-3', 1],
      ['CVE-1', 1],
    ]);
    expect((await countsOfImages(db, [await imageId(db, live.repository, shared)])).values().next().value).toMatchObject({
      critical: 1,
      high: 0,
      low: 1,
    });
  });

  it('refuses every writer', async () => {
    const image = await imageId(db, frozen.repository, own);
    const attempts = [
      () => list(db, frozen.repository, []),
      () => recordIndex(db, { repository: frozen.repository, indexDigest: own, children: [] }),
      () => recordRepositories(db, frozen.connection, []),
      () => read(db, world, image, inventoryOf([setOf('lang/npm@1', [npmMember('other')])])),
      () => updateConnection(db, frozen.connection, { state: 'connected' }),
    ];

    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'CONFLICT' });
    await markReading(db, image);

    expect(await imagesToRead(db, { connection: frozen.connection, fingerprint: 'f1' })).toEqual([]);
    expect(await everything()).toEqual(before);
    await updateConnection(db, frozen.connection, { name: 'frozen and renamed' });
  });

  it("counts with today's knowledge when it comes back, and goes on", async () => {
    await reconnect(db, frozen.connection, { auth: { kind: 'keys' }, sealed: new Uint8Array([9]) });

    const after = await everything();
    expect(after.findings.rows.map(({ vulnerability }) => vulnerability)).toEqual(['CVE-2', 'CVE-3']);
    expect(after.totals.get(frozen.connection)).toMatchObject({ findings: { critical: 1, high: 0, low: 1 } });
    expect(after.affected).toEqual([]);
    expect(await checkSummaries(db)).toEqual({ sets: [], repositories: [], tagCounts: [], decided: [] });
    expect((await imagesToRead(db, { connection: frozen.connection, fingerprint: 'f1' })).map(({ tag }) => tag)).toEqual(['2.0']);
    await expect(reconnect(db, frozen.connection, { auth: {}, sealed: null })).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});
