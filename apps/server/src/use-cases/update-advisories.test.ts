import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeEpssFile } from '@plimsoll/advisories/testing';
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

it('gives vulnerabilities their EPSS scores of the day, and policies their turn, without matching a package again', async () => {
  const { bench } = await start();
  const epss = join(bench.deps.advisories.folder, '..', 'scores.csv');
  const deps = { ...bench.deps, advisories: { ...bench.deps.advisories, epss } };
  const scored = async () => (await listVulnerabilities(bench.db, {}, { limit: 5 })).rows.map((row) => row.epss);
  const links = async () => (await bench.db.query('select * from link order by id')).rows;
  const before = await links();

  for (const [probability, day] of [
    [0.5, '2026-09-01'],
    [0.25, '2026-09-02'],
  ] as const) {
    await writeEpssFile(epss, { 'CVE-2026-1': [probability, 0.9] }, day);
    await updateAdvisories(deps);

    expect(bench.waiting).toMatchObject([{ name: 'match-packages', data: { packages: [], vulnerabilities: [] } }]);
    await bench.drain();
    expect(await scored()).toEqual([{ probability, percentile: expect.closeTo(0.9) as number, date: day }]);
    expect(bench.events.slice(-2)).toEqual([{ type: 'policies' }, { type: 'plans' }]);
  }
  expect(await links()).toEqual(before);

  await writeFile(epss, 'Not today.');
  await updateAdvisories(deps);
  await bench.drain();
  expect(await scored()).toMatchObject([{ probability: 0.25, date: '2026-09-02' }]);
  expect((await advisoryState(bench.db)).status).toMatchObject({
    feeds: expect.arrayContaining([
      expect.objectContaining({
        id: 'epss',
        newestAt: '2026-09-02T00:00:00.000Z',
        edition: 'v2026.03.14',
        error: expect.anything() as unknown,
      }),
    ]) as unknown,
  });

  await updateAdvisories(bench.deps);
  await bench.drain();
  expect(await scored()).toEqual([undefined]);
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
