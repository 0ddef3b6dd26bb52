import type { AdvisoryStore } from '@plimsoll/advisories';
import { beginRematch, endRematch, listImages, recordListing, recordRepositories, updateConnection } from '@plimsoll/db';
import { type Emulator, startEmulator } from '@plimsoll/ecr-emulator';
import type { Digest, Inventory, PackageSet } from '@plimsoll/model';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ADMIN, npmRecord, type Workbench, workbench } from '../testing/workbench.ts';
import { disconnectConnection } from './connections.ts';
import { matchPackages } from './match-packages.ts';
import { matchAll, storeRead, vulnerabilitiesOf } from './store-read.ts';
import { updateAdvisories } from './update-advisories.ts';

let emulator: Emulator;
let bench: Workbench;
let connection: number;
let image: number;

const digest = (letter: string): Digest => `sha256:${letter.repeat(64)}` as Digest;
const left = { ecosystem: 'npm', release: '', name: 'left', version: '1.0.0', arch: '', module: '' } as const;
const set: PackageSet = {
  digest: digest('5'),
  analyzer: 'lang/npm@1',
  members: [{ package: { type: 'npm', name: 'left', version: '1.0.0', licenses: [] }, subject: left, path: 'a' }],
};
const layer = { digest: digest('1'), diffId: digest('2'), chainId: digest('2'), mediaType: 'x', sizeBytes: 1, instruction: '' };
const inventory: Inventory = {
  layers: [layer],
  sets: [{ set, path: 'node_modules', layer: 0 }],
  coverage: 'complete',
  problems: [],
  fingerprint: '0000000000000000',
};

beforeEach(async () => {
  emulator = await startEmulator();
  bench = await workbench([npmRecord(1, 'left')], emulator);
  await updateAdvisories(bench.deps);
  await matchPackages({ vulnerabilities: [] }, bench.deps);
  connection = await bench.connect(emulator);
  await updateConnection(bench.db, connection, { progress: null });
  const now = new Date();
  const { ids } = await recordRepositories(bench.db, connection, [{ name: 'a', uri: 'a', createdAt: now, mutability: 'MUTABLE' }]);
  const listed = { digest: digest('9'), mediaType: 'x', sizeBytes: 1, pushedAt: now, pulledAt: undefined, tags: ['1'], isIndex: false };
  await recordListing(bench.db, { repository: ids.get('a')!, images: [listed], complete: true });
  const { rows } = await bench.db.query<{ id: number }>('select id from image');
  image = rows[0]!.id;
});
afterEach(async () => {
  await bench.close();
  await emulator.close();
});

const read = () => ({
  image,
  inventory,
  platform: 'linux/amd64',
  config: { user: '', exposedPorts: [], entrypoint: [], command: [], labels: {}, steps: [] },
  checks: [],
});
const never = new AbortController().signal;
const highs = async (): Promise<unknown[]> => (await listImages(bench.db, {}, { limit: 5 })).rows.map(({ counts }) => counts?.high);

it('matches what is new, once', async () => {
  expect(await storeRead(read(), bench.deps, never)).toBe(1);
  expect(await storeRead(read(), bench.deps, never)).toBe(0);
  expect(await highs()).toEqual([1]);
});

it('says of every image what cannot be compared, not of the first that has it alone', async () => {
  const odd: PackageSet = {
    ...set,
    digest: digest('6'),
    members: [
      { package: { type: 'npm', name: 'left', version: 'latest', licenses: [] }, subject: { ...left, version: 'latest' }, path: 'a' },
    ],
  };
  const problems = async (): Promise<unknown[]> =>
    (await bench.db.query('select coverage, problems from image where id = $1', [image])).rows as unknown[];
  const once = { ...read(), inventory: { ...inventory, sets: [{ set: odd, path: 'node_modules', layer: 0 }] } };

  await storeRead(once, bench.deps, never);
  const first = await problems();
  await storeRead(once, bench.deps, never);

  expect(first).toEqual([{ coverage: 2, problems: [expect.objectContaining({ code: 'INVALID_VERSION' })] }]);
  expect(await problems()).toEqual(first);
});

it('is covered once advisories know its release', async () => {
  const bash = { ecosystem: 'Debian', release: '12', name: 'bash', version: '5.2', arch: 'source', module: '' } as const;
  const dpkg: PackageSet = {
    digest: digest('7'),
    analyzer: 'os/dpkg@1',
    members: [{ package: { type: 'deb', name: 'bash', version: '5.2', licenses: [] }, subject: bash, path: 'var/lib/dpkg/status' }],
  };
  const os = { id: 'debian', idLike: [], versionId: '12', name: 'Debian' };
  const coverage = async (): Promise<unknown> => (await bench.db.query('select coverage, problems from image')).rows[0];
  await storeRead({ ...read(), inventory: { ...inventory, os, sets: [{ set: dpkg, path: '', layer: 0 }] } }, bench.deps, never);
  expect(await coverage()).toEqual({ coverage: 2, problems: [expect.objectContaining({ code: 'NO_ADVISORIES_FOR_RELEASE' })] });

  const { affected, ...record } = npmRecord(2, 'bash', '5.3');
  await bench.publish([{ ...record, affected: affected.map((one) => ({ ...one, package: { ecosystem: 'Debian:12', name: 'bash' } })) }]);
  await updateAdvisories(bench.deps);
  await matchPackages({ vulnerabilities: [] }, bench.deps);

  expect(await coverage()).toEqual({ coverage: 1, problems: [] });
});

it('waits while the stored links are of other advisories than its own', async () => {
  await beginRematch(bench.db, 'another build');
  const storing = storeRead(read(), bench.deps, never);
  await new Promise((done) => setTimeout(done, 300));
  expect(await highs()).toEqual([undefined]);

  const { builtAt } = bench.stores.current()!.status();
  await beginRematch(bench.db, builtAt);
  await endRematch(bench.db, builtAt);

  expect(await storing).toBe(1);
});

it('can be cancelled while it waits', async () => {
  const stop = new AbortController();
  await beginRematch(bench.db, 'another build');
  const storing = storeRead(read(), bench.deps, stop.signal);
  setTimeout(() => stop.abort(), 100);

  await expect(storing).rejects.toMatchObject({ code: 'CANCELLED' });
});

it('does not store what was disconnected meanwhile', async () => {
  await disconnectConnection(connection, ADMIN, bench.deps);

  await expect(storeRead(read(), bench.deps, never)).rejects.toMatchObject({ code: 'CONFLICT' });
});

it('matches subjects in order and names each vulnerability once', () => {
  const store: AdvisoryStore = bench.stores.current()!;

  const { links, problems } = matchAll([left, { ...left, version: '2.0.0' }, { ...left, name: 'other' }], store);

  expect(links.map(({ subject, vulnerability }) => [subject.version, vulnerability])).toEqual([
    ['1.0.0', 'CVE-2026-1'],
    ['2.0.0', 'CVE-2026-1'],
  ]);
  expect(problems).toEqual([]);
  expect(vulnerabilitiesOf(links, store).map(({ id }) => id)).toEqual(['CVE-2026-1']);
});
