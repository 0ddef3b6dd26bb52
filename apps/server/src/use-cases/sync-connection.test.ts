import { getConnection, listConnectionLog, listImages, updateConnection } from '@plimsoll/db';
import { type Emulator, faults } from '@plimsoll/ecr-emulator';
import { buildArtifact, buildIndex } from '@plimsoll/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { appWith, layersFetched, push, registryOf } from '../testing/registry.ts';
import { ADMIN, npmRecord, type Workbench, workbench } from '../testing/workbench.ts';
import { disconnectConnection } from './connections.ts';
import { syncConnection } from './sync-connection.ts';
import { updateAdvisories } from './update-advisories.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

async function start(images: Parameters<typeof registryOf>[0]): Promise<{ bench: Workbench; emulator: Emulator; id: number }> {
  const emulator = await registryOf(images);
  open.push(emulator.close);
  const bench = await workbench([npmRecord(1, 'left', '2.0.0')], emulator);
  open.push(bench.close);
  await updateAdvisories(bench.deps);
  await bench.drain();
  return { bench, emulator, id: await bench.connect(emulator) };
}

async function tagsOf({ db }: Workbench): Promise<string[]> {
  const { rows } = await listImages(db, {}, { limit: 100 });
  return rows.map(({ repository, tag, state, counts }) => `${repository}:${tag} ${state} ${counts?.high ?? '-'}`).toSorted();
}

const lefts = appWith({ left: '1.0.0' });

it('finds every tag, reads every image, and says what it did', async () => {
  const { bench, id } = await start({ 'shop/web:1': lefts, 'shop/web:latest': lefts, 'shop/api:1': appWith({ right: '1.0.0' }) });

  await bench.drain();

  expect(await tagsOf(bench)).toEqual(['shop/api:1 read 0', 'shop/web:1 read 1', 'shop/web:latest read 1']);
  const connection = await getConnection(bench.db, id);
  expect(connection).toMatchObject({
    state: 'connected',
    lastSyncSummary: expect.stringMatching(/^3 tags new or moved, 2 images read/) as string,
  });
  expect(connection).not.toHaveProperty('progress');
  expect(connection.nextSyncAt!.getTime()).toBeGreaterThan(Date.now() + 59 * 60_000);
  expect(bench.events.filter(({ type }) => type === 'progress').length).toBeGreaterThan(3);
});

it('fetches nothing of what it has, and one layer of an image that shares the others', async () => {
  const { bench, emulator, id } = await start({ 'shop/web:1': appWith({ left: '1.0.0', right: '1.0.0' }) });
  await bench.drain();
  const before = emulator.requests.length;
  const next = appWith({ left: '1.0.0', middle: '1.0.0' });
  await push(emulator, 'shop/web', '2', next);

  await syncConnection(id, bench.deps);
  await bench.drain();

  expect(layersFetched(emulator, next, before)).toEqual([next.layers[1]!.digest]);
  expect(await tagsOf(bench)).toEqual(['shop/web:1 read 1', 'shop/web:2 read 1']);
});

it('follows tags that move and tags that go', async () => {
  const { bench, emulator, id } = await start({ 'shop/web:1': lefts, 'shop/web:latest': lefts });
  await bench.drain();
  await push(emulator, 'shop/web', 'latest', appWith({ left: '2.0.0' }));
  await emulator.registry.deleteTag('shop/web', '1');

  await syncConnection(id, bench.deps);
  await bench.drain();

  expect(await tagsOf(bench)).toEqual(['shop/web:latest read 0']);
});

it('ends where an image is both tagged and a child of two indexes', async () => {
  const [one, other] = [appWith({ left: '1.0.0' }), appWith({ left: '2.0.0' })];
  const both = buildIndex({ manifests: [{ image: one }, { image: other, platform: 'linux/arm64' }] });
  const same = buildIndex({ manifests: [{ image: one }] });
  const { bench, id } = await start({ 'shop/web:1-amd64': one, 'shop/web:1': both, 'shop/web:one': same });

  await bench.drain();

  expect(await getConnection(bench.db, id)).not.toHaveProperty('progress');
  expect(await tagsOf(bench)).toEqual(['shop/web:1 read 1', 'shop/web:1-amd64 read 1', 'shop/web:one read 1']);
});

it('says of a signature that it is no image, and counts it as done', async () => {
  const signature = buildArtifact({
    artifactType: 'application/vnd.dev.cosign.artifact.sig.v1+json',
    layers: [{ mediaType: 'application/vnd.dev.cosign.simplesigning.v1+json', content: '{}' }],
  });
  const { bench } = await start({ [`shop/web:sha256-${'a'.repeat(64)}.sig`]: signature });

  await bench.drain();

  expect(await tagsOf(bench)).toEqual([`shop/web:sha256-${'a'.repeat(64)}.sig not-an-image -`]);
});

describe('run twice', () => {
  it('does not begin a sync that runs, unless it is to be resumed', async () => {
    const { bench, emulator, id } = await start({ 'shop/web:1': lefts });
    bench.waiting.length = 0;
    await syncConnection(id, bench.deps);
    const before = emulator.requests.length;

    await syncConnection(id, bench.deps);
    expect(emulator.requests.length).toBe(before);

    await syncConnection(id, bench.deps, { resume: true });
    expect(emulator.requests.length).toBeGreaterThan(before);
    expect(bench.waiting.map(({ name }) => name)).toEqual(['scan-image']);
    await bench.drain();
    expect(await getConnection(bench.db, id)).not.toHaveProperty('progress');
  });
});

describe('what goes wrong', () => {
  it('is kept on the connection, and tried again soon', async () => {
    const { bench, emulator, id } = await start({ 'shop/web:1': lefts });
    await bench.drain();
    emulator.iam.setPolicies('admin', []);

    await syncConnection(id, bench.deps);

    const connection = await getConnection(bench.db, id);
    expect(connection).toMatchObject({ state: 'error', lastError: { code: 'PERMISSION_DENIED', title: 'A permission is missing.' } });
    expect(connection.nextSyncAt!.getTime()).toBeLessThan(Date.now() + 6 * 60_000);
    expect(await tagsOf(bench)).toEqual(['shop/web:1 read 1']);
    expect((await listConnectionLog(bench.db, id))[0]).toMatchObject({ kind: 'failure' });
  });

  it('in one repository does not keep the others from being read', async () => {
    const { bench, emulator, id } = await start({ 'aa:1': lefts, 'bb:1': lefts, 'cc:1': lefts });
    bench.waiting.length = 0;
    emulator.iam.setPolicies('admin', [
      {
        Statement: [
          { Effect: 'Allow', Action: '*', Resource: '*' },
          { Effect: 'Deny', Action: 'ecr:DescribeImages', Resource: 'arn:aws:ecr:*:*:repository/bb' },
        ],
      },
    ]);

    await syncConnection(id, bench.deps);
    await bench.drain();

    expect(await tagsOf(bench)).toEqual(['aa:1 read 1', 'cc:1 read 1']);
    expect(await getConnection(bench.db, id)).toMatchObject({ state: 'connected', lastError: { code: 'PERMISSION_DENIED' } });
  });

  it('leaves a disconnected connection alone', async () => {
    const { bench, emulator, id } = await start({ 'shop/web:1': lefts });
    await updateConnection(bench.db, id, { progress: null });
    await disconnectConnection(id, ADMIN, bench.deps);
    const before = emulator.requests.length;

    await bench.drain();

    expect(emulator.requests.length).toBe(before);
  });

  it('stops in the middle of a listing when it is disconnected', async () => {
    const { bench, emulator, id } = await start({ 'aa:1': lefts, 'bb:1': lefts });
    await bench.drain();
    emulator.faults.add({ operation: 'DescribeImages', fault: faults.stall(0), times: 10 });
    const before = emulator.requests.length;
    const syncing = syncConnection(id, bench.deps);
    await expect.poll(() => emulator.requests.slice(before).some(({ operation }) => operation === 'DescribeImages')).toBe(true);

    await disconnectConnection(id, ADMIN, bench.deps);
    await syncing;

    expect(emulator.requests.slice(before).filter(({ operation }) => operation === 'DescribeImages')).toHaveLength(1);
    expect(await getConnection(bench.db, id)).toMatchObject({ state: 'disconnected' });
  });
});
