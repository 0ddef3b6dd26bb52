import { getConnection, listImages, problemsOfConnection } from '@plimsoll/db';
import { type Emulator, faults } from '@plimsoll/ecr-emulator';
import { PlimsollError } from '@plimsoll/model';
import { afterEach, expect, it } from 'vitest';
import { appWith, layersFetched, registryOf } from '../testing/registry.ts';
import { ADMIN, npmRecord, runJob, type WaitingJob, type Workbench, workbench } from '../testing/workbench.ts';
import { disconnectConnection, reconnectConnection } from '../use-cases/connections.ts';
import { syncConnection } from '../use-cases/sync-connection.ts';
import { updateAdvisories } from '../use-cases/update-advisories.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

const image = appWith({ a: '1.0.0', b: '1.0.0', c: '1.0.0', left: '1.0.0' });

/** A connection whose sync has just queued the reading of `shop/web:1`. */
async function start(): Promise<{ bench: Workbench; emulator: Emulator; id: number; job: WaitingJob }> {
  const emulator = await registryOf({ 'shop/web:1': image });
  open.push(emulator.close);
  const bench = await workbench([npmRecord(1, 'left')], emulator);
  open.push(bench.close);
  await updateAdvisories(bench.deps);
  await bench.drain();
  const id = await bench.connect(emulator);
  bench.waiting.length = 0;
  await syncConnection(id, bench.deps);
  return { bench, emulator, id, job: bench.waiting[0]! };
}

async function highOf({ db }: Workbench): Promise<(number | undefined)[]> {
  const { rows } = await listImages(db, {}, { limit: 10 });
  return rows.map(({ counts }) => counts?.high);
}

it('run twice, gives the same and fetches no layer twice', async () => {
  const { bench, emulator, job } = await start();

  await runJob(job, bench.deps);
  await runJob(job, bench.deps);

  expect(await highOf(bench)).toEqual([1]);
  expect(layersFetched(emulator, image)).toHaveLength(4);
});

it('stops fetching when its connection is disconnected, and keeps nothing half read', async () => {
  const { bench, emulator, id, job } = await start();
  for (let from = 1; from <= 4; from++) emulator.faults.add({ operation: 'layers/get', fault: faults.drip(20, 20), from });
  const running = runJob(job, bench.deps);
  while (layersFetched(emulator, image).length === 0) await new Promise((done) => setTimeout(done, 10));

  await disconnectConnection(id, ADMIN, bench.deps);
  await running;
  const fetched = emulator.requests.length;
  await new Promise((done) => setTimeout(done, 300));

  expect(emulator.requests.length).toBe(fetched);
  expect(layersFetched(emulator, image).length).toBeLessThan(4);
  expect(await getConnection(bench.db, id)).toMatchObject({ state: 'disconnected', hasCredentials: false });
  expect(await problemsOfConnection(bench.db, id)).toEqual([]);

  emulator.faults.clear();
  await reconnectConnection(id, { kind: 'keys', ...emulator.keys }, ADMIN, bench.deps);
  await bench.drain();
  expect(await highOf(bench)).toEqual([1]);
});

it('keeps the reason of a failure, and ends the sync with it', async () => {
  const { bench, id, job } = await start();
  const read = () => Promise.reject(new PlimsollError('LIMIT_EXCEEDED', 'it is too large'));

  await runJob(job, { ...bench.deps, readers: { read } });

  expect(await problemsOfConnection(bench.db, id)).toEqual([
    { repository: 'shop/web', reference: '1', code: 'LIMIT_EXCEEDED', message: 'it is too large' },
  ]);
  expect(await getConnection(bench.db, id)).toMatchObject({ lastSyncSummary: '1 tag new or moved, 1 failed' });
});

it('goes back to the queue if the program ends', async () => {
  const { bench, id, job } = await start();
  const read = () => Promise.reject(new PlimsollError('CANCELLED', 'the pool was closed'));

  await expect(runJob(job, { ...bench.deps, readers: { read } })).rejects.toMatchObject({ code: 'CANCELLED' });

  expect(await problemsOfConnection(bench.db, id)).toEqual([]);
  expect(await getConnection(bench.db, id)).toHaveProperty('progress');
  await runJob(job, bench.deps);
  expect(await highOf(bench)).toEqual([1]);
  expect(await getConnection(bench.db, id)).not.toHaveProperty('progress');
});

it('reads an image before there are advisories, and stores it when they come', async () => {
  const emulator = await registryOf({ 'shop/web:1': image });
  open.push(emulator.close);
  const bench = await workbench([npmRecord(1, 'left')], emulator);
  open.push(bench.close);
  await bench.connect(emulator);
  const reading = bench.drain();
  while (layersFetched(emulator, image).length < 4) await new Promise((done) => setTimeout(done, 20));

  expect(await highOf(bench)).toEqual([undefined]);
  await updateAdvisories(bench.deps);
  await runJob({ name: 'match-packages', data: {} }, bench.deps);
  await reading;

  expect(await highOf(bench)).toEqual([1]);
});
