import { rm } from 'node:fs/promises';
import { advisoryState, listImages, listVulnerabilities } from '@plimsoll/db';
import type { Emulator } from '@plimsoll/ecr-emulator';
import { afterEach, expect, it } from 'vitest';
import { appWith, registryOf } from '../testing/registry.ts';
import { ADMIN, npmRecord, runJob, type Workbench, workbench } from '../testing/workbench.ts';
import { disconnectConnection } from './connections.ts';
import { updateAdvisories } from './update-advisories.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close();
});

async function start(): Promise<{ bench: Workbench; emulator: Emulator; id: number }> {
  const emulator = await registryOf({ 'shop/web:1': appWith({ left: '1.0.0', right: '1.0.0' }) });
  open.push(emulator.close);
  const bench = await workbench([npmRecord(1, 'left', '2.0.0')], emulator);
  open.push(bench.close);
  await updateAdvisories(bench.deps);
  const id = await bench.connect(emulator);
  await bench.drain();
  return { bench, emulator, id };
}

async function idsOf({ db }: Workbench): Promise<string[]> {
  return (await listVulnerabilities(db, {}, { limit: 50 })).rows.map(({ id }) => id).toSorted();
}

it('changes findings without reading an image', async () => {
  const { bench, emulator } = await start();
  expect(await idsOf(bench)).toEqual(['CVE-2026-1']);
  const before = emulator.requests.length;

  await bench.publish([npmRecord(2, 'right')]);
  await updateAdvisories(bench.deps);
  expect(bench.waiting).toEqual([expect.objectContaining({ name: 'match-packages' })]);
  await bench.drain();

  expect(await idsOf(bench)).toEqual(['CVE-2026-2']);
  expect(emulator.requests.length).toBe(before);
  expect(bench.events.slice(-3)).toEqual([{ type: 'advisories' }, { type: 'policies' }, { type: 'plans' }]);
});

it('matches only packages that changed records name', async () => {
  const { bench } = await start();

  await bench.publish([npmRecord(1, 'left', '2.0.0'), npmRecord(2, 'right')]);
  await updateAdvisories(bench.deps);

  expect(bench.waiting[0]?.data).toMatchObject({ packages: [{ ecosystem: 'npm', name: 'right' }] });
});

it('leaves a disconnected connection as it was', async () => {
  const { bench, id } = await start();
  await disconnectConnection(id, ADMIN, bench.deps);

  await bench.publish([npmRecord(2, 'right')]);
  await updateAdvisories(bench.deps);
  await bench.drain();

  const { rows } = await listImages(bench.db, {}, { limit: 5 });
  expect(rows.map(({ counts }) => counts?.high)).toEqual([1]);
});

it('queues nothing where nothing changed, and the same again where a re-match is still to be done', async () => {
  const { bench } = await start();

  await updateAdvisories(bench.deps);
  expect(bench.waiting).toEqual([]);

  await bench.publish([npmRecord(2, 'right')]);
  await updateAdvisories(bench.deps);
  bench.waiting.length = 0; // the job is lost
  await updateAdvisories(bench.deps);
  expect(bench.waiting).toMatchObject([{ name: 'match-packages', data: { packages: undefined } }]);
  await bench.drain();
  expect(await idsOf(bench)).toEqual(['CVE-2026-2']);
});

it('matched twice, gives the same', async () => {
  const { bench } = await start();
  await bench.publish([npmRecord(1, 'left', '0.5.0'), npmRecord(2, 'right')]);
  await updateAdvisories(bench.deps);
  const [job] = bench.waiting;

  await runJob(job!, bench.deps);
  await runJob(job!, bench.deps);

  expect(await idsOf(bench)).toEqual(['CVE-2026-2']);
});

it('keeps the last good data, and says why there is no newer', async () => {
  const { bench } = await start();
  await rm(bench.deps.advisories.folder, { recursive: true });
  const nowhere = { ...bench.deps, advisories: { ...bench.deps.advisories, mirror: '/nowhere' } };

  await expect(updateAdvisories(nowhere)).rejects.toMatchObject({ code: 'FEED_UNAVAILABLE' });

  expect((await advisoryState(bench.db)).status).toMatchObject({ records: 1, lastError: expect.stringContaining('/nowhere') as string });
  expect(await idsOf(bench)).toEqual(['CVE-2026-1']);
});
