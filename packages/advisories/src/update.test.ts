import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from './store/open.ts';
import { type FileServer, startFileServer } from './testing/file-server.ts';
import { type TestRecord, writeEpssFile, writeMirror } from './testing/mirror.ts';
import { zipOf } from './testing/zip.ts';
import { updateStore, type UpdateOptions, type UpdateResult } from './update.ts';

let dir: string;
let mirror: string;
let store: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'plimsoll-update-'));
  mirror = join(dir, 'mirror');
  store = join(dir, 'store');
});

afterEach(async () => {
  await rm(dir, { recursive: true });
});

function record(id: string, name: string, fixed: string, fields: object = {}): TestRecord {
  return {
    id,
    affected: [{ package: { ecosystem: 'npm', name }, ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed }] }] }],
    ...fields,
  };
}

async function update(records: readonly TestRecord[], options: Partial<UpdateOptions> = {}): Promise<UpdateResult> {
  await writeMirror(mirror, records);
  return updateStore({ dir: store, mirror, ...options });
}

describe('the difference of two builds', () => {
  const before = [record('GHSA-1', 'left', '1.0.0', { aliases: ['CVE-2026-1'] }), record('GHSA-2', 'right', '1.0.0')];

  it('is everything the first time, and nothing if nothing changed', async () => {
    const first = await update(before);
    const second = await update(before);

    expect(first.changed).toEqual({
      packages: [
        { ecosystem: 'npm', name: 'left' },
        { ecosystem: 'npm', name: 'right' },
      ],
      vulnerabilities: ['CVE-2026-1', 'GHSA-2'],
    });
    expect(second.changed).toEqual({ packages: [], vulnerabilities: [] });
    expect(second.status.builtAt).toBe(first.status.builtAt);
  });

  it.each`
    what                   | after                                                                                           | packages      | vulnerabilities
    ${'a new range'}       | ${[before[0], record('GHSA-2', 'right', '1.0.1')]}                                              | ${['right']}  | ${[]}
    ${'a new text'}        | ${[before[0], record('GHSA-2', 'right', '1.0.0', { summary: 'Worse' })]}                        | ${[]}         | ${['GHSA-2']}
    ${'a new rating'}      | ${[before[0], record('GHSA-2', 'right', '1.0.0', { database_specific: { severity: 'HIGH' } })]} | ${['right']}  | ${['GHSA-2']}
    ${'a better name'}     | ${[before[0], record('GHSA-2', 'right', '1.0.0', { aliases: ['CVE-2026-2'] })]}                 | ${['right']}  | ${['CVE-2026-2', 'GHSA-2']}
    ${'a withdrawal'}      | ${[before[0], record('GHSA-2', 'right', '1.0.0', { withdrawn: '2026-02-01T00:00:00Z' })]}       | ${['right']}  | ${['GHSA-2']}
    ${'a record more'}     | ${[...before, record('GHSA-3', 'middle', '2.0.0')]}                                             | ${['middle']} | ${['GHSA-3']}
    ${'one flaw, not two'} | ${[before[0], record('GHSA-2', 'right', '1.0.0', { aliases: ['GHSA-1'] })]}                     | ${['right']}  | ${['CVE-2026-1', 'GHSA-2']}
  `('names what $what touches', async ({ after, packages, vulnerabilities }) => {
    await update(before);

    const { changed } = await update(after);

    expect(changed.packages.map(({ name }) => name)).toEqual(packages);
    expect(changed.vulnerabilities).toEqual(vulnerabilities);
  });
});

describe('readers', () => {
  it('keep what they opened while a new build is published', async () => {
    await update([record('GHSA-1', 'left', '1.0.0')]);
    const reader = openStore(store);
    await update([record('GHSA-1', 'left', '2.0.0')]);
    const later = openStore(store);

    expect(reader.lookup('npm', 'left')[0]?.ranges[0]?.events).toContainEqual({ fixed: '1.0.0' });
    expect(later.lookup('npm', 'left')[0]?.ranges[0]?.events).toContainEqual({ fixed: '2.0.0' });

    await reader.close();
    await later.close();
  });
});

describe('a mirror on the network', () => {
  let server: FileServer;

  beforeEach(async () => {
    server = await startFileServer();
    server.files.set('/ecosystems.txt', Buffer.from('npm\nPyPI\n'));
    server.files.set(
      '/npm/all.zip',
      zipOf({ 'GHSA-1.json': JSON.stringify({ modified: '2026-01-01T00:00:00Z', ...record('GHSA-1', 'left', '1.0.0') }) }),
    );
  });

  afterEach(async () => {
    await server.close();
  });

  it('is asked whether anything changed; a feed that fails says so beside the others', async () => {
    const first = await updateStore({ dir: store, mirror: server.url });
    await updateStore({ dir: store, mirror: server.url });

    expect(first.status.feeds).toMatchObject([
      { id: 'PyPI', records: 0, error: { code: 'FEED_UNAVAILABLE' } },
      { id: 'npm', records: 1, newestAt: '2026-01-01T00:00:00.000Z' },
    ]);
    expect(server.log.filter((line) => line.includes('/npm/'))).toEqual(['200 /npm/all.zip', '304 /npm/all.zip']);
  });

  it('may go away: the last good data stays', async () => {
    await updateStore({ dir: store, mirror: server.url });
    server.files.clear();

    const { status, changed } = await updateStore({ dir: store, mirror: server.url });

    expect(status.feeds.find(({ id }) => id === 'npm')).toMatchObject({ records: 1, error: { code: 'FEED_UNAVAILABLE' } });
    expect(changed.packages).toEqual([]);
  });

  it('is an error if it never gave anything', async () => {
    server.files.clear();

    await expect(updateStore({ dir: store, mirror: server.url })).rejects.toMatchObject({ code: 'FEED_UNAVAILABLE' });
    await expect(updateStore({ dir: store, mirror: server.url, signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

it('counts a record that cannot be read, and reads the others', async () => {
  const many = Array.from({ length: 20 }, (_, i) => record(`GHSA-${i}`, 'left', '1.0.0'));

  const { status } = await update([...many, { id: '', affected: [{ package: { ecosystem: 'npm', name: 'x' } }] }]);

  expect(status.records).toBe(20);
  expect(status.feeds).toMatchObject([{ id: 'npm', records: 20, malformed: 1 }]);
});

it('joins exploited vulnerabilities and dates of releases', async () => {
  const kev = join(dir, 'kev.json');
  await writeFile(kev, JSON.stringify({ vulnerabilities: [{ cveID: 'CVE-2026-1', dateAdded: '2026-01-02', dueDate: '2026-01-23' }] }));
  await writeFile(join(dir, 'debian.json'), JSON.stringify([{ cycle: '12', eol: '2026-07-11' }]));

  const { status } = await update([record('GHSA-1', 'left', '1.0.0', { aliases: ['CVE-2026-1'] })], { kev, endOfLife: dir });
  const reader = openStore(store);

  expect(reader.vulnerability('GHSA-1')?.kev).toEqual({ dateAdded: '2026-01-02', dueDate: '2026-01-23', ransomware: false });
  expect(reader.endOfLife('debian', '12')).toEqual({ cycle: '12', endOfLife: '2026-07-11' });
  expect(reader.endOfLife('alpine', '3.20')).toBeUndefined();
  expect(status.feeds.find(({ id }) => id === 'end-of-life/alpine')?.error?.code).toBe('FEED_UNAVAILABLE');
  await reader.close();
});

describe('EPSS scores', () => {
  const records = [record('GHSA-1', 'left', '1.0.0', { aliases: ['CVE-2026-1'] }), record('GHSA-2', 'right', '1.0.0')];
  const HEAD = '#model_version:v2026.03.14,score_date:2026-09-01T12:55:00Z\ncve,epss,percentile\n';

  it('join the flaw under any of its names, with the day and model of the file', async () => {
    const epss = join(dir, 'epss.csv');
    await writeEpssFile(epss, { 'CVE-2026-1': [0.5, 0.9], 'CVE-2026-9': [0.7, 0.95] }, '2026-09-01');

    const { status } = await update(records, { epss });
    const reader = openStore(store);

    expect(reader.vulnerability('GHSA-1')?.epss).toEqual({ probability: 0.5, percentile: 0.9, date: '2026-09-01' });
    expect(reader.epss('GHSA-1')).toEqual(reader.vulnerability('CVE-2026-1')?.epss);
    expect([reader.vulnerability('GHSA-2')?.epss, reader.epss('CVE-2026-9'), reader.epss('\0')]).toEqual([undefined, undefined, undefined]);
    expect(status.feeds.find(({ id }) => id === 'epss')).toMatchObject({
      records: 2,
      malformed: 0,
      newestAt: '2026-09-01T00:00:00.000Z',
      edition: 'v2026.03.14',
    });
    await reader.close();
  });

  it('may all change without any package or flaw that changed', async () => {
    const epss = join(dir, 'epss.csv');
    await writeEpssFile(epss, { 'CVE-2026-1': [0.5, 0.9] }, '2026-09-01');
    const first = await update(records, { epss });
    await writeEpssFile(epss, { 'CVE-2026-1': [0.6, 0.91] }, '2026-09-02');

    const { status, changed } = await update(records, { epss });

    expect(changed).toEqual({ packages: [], vulnerabilities: [] });
    expect(status.builtAt).not.toBe(first.status.builtAt);
    const reader = openStore(store);
    expect(reader.epss('GHSA-1')).toEqual({ probability: 0.6, percentile: 0.91, date: '2026-09-02' });
    await reader.close();
  });

  it('are asked for only if they changed; a page of a proxy and a server that is gone leave the last good ones', async () => {
    const server = await startFileServer();
    const epss = `${server.url}/scores.csv.gz`;
    server.files.set('/scores.csv.gz', gzipSync(`${HEAD}CVE-2026-1,0.5,0.9\n`));
    await update(records, { epss });
    await update(records, { epss });
    server.files.set('/scores.csv.gz', Buffer.from('<!doctype html>\n<title>Sign in</title>'));
    const spoilt = await update(records, { epss });
    server.files.clear();
    const gone = await update(records, { epss });

    expect(server.log).toEqual(['200 /scores.csv.gz', '304 /scores.csv.gz', '200 /scores.csv.gz', '404 /scores.csv.gz']);
    const [before, after] = [spoilt, gone].map(({ status }) => status.feeds.find(({ id }) => id === 'epss'));
    expect(before).toMatchObject({ records: 1, newestAt: '2026-09-01T00:00:00.000Z', error: { code: 'FEED_INVALID' } });
    expect(after).toMatchObject({ records: 1, newestAt: '2026-09-01T00:00:00.000Z', error: { code: 'FEED_UNAVAILABLE' } });
    const reader = openStore(store);
    expect(reader.epss('CVE-2026-1')?.probability).toBe(0.5);
    await reader.close();
    await server.close();
  });

  it('are not there in a store that was built without them', async () => {
    await update(records);
    const reader = openStore(store);

    expect([reader.epss('CVE-2026-1'), reader.vulnerability('CVE-2026-1')?.epss]).toEqual([undefined, undefined]);
    await reader.close();
  });
});

it('leaves nothing but the store behind', async () => {
  await update([record('GHSA-1', 'left', '1.0.0')]);

  expect((await readdir(store)).filter((name) => !/^(advisories-[0-9a-z-]+\.mdb(-lock)?|current\.json|feeds)$/.test(name))).toEqual([]);
  expect((await readdir(join(store, 'feeds'))).toSorted()).toEqual(['npm.zip', 'state.json']);
});

it('tells how far it is', async () => {
  const seen: string[] = [];

  await update([record('GHSA-1', 'left', '1.0.0')], { onProgress: ({ stage, feed }) => seen.push(`${stage} ${feed}`) });

  expect(seen[0]).toBe('download npm');
});
