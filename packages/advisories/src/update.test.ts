import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore } from './store/open.ts';
import { type FileServer, startFileServer } from './testing/file-server.ts';
import { type TestRecord, writeMirror } from './testing/mirror.ts';
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
