import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { zipOf } from '../testing/zip.ts';
import { buildStore } from './build.ts';
import { compareStores } from './changes.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'plimsoll-build-'));
});

afterEach(async () => {
  await rm(dir, { recursive: true });
});

async function archive(name: string, ids: readonly string[]): Promise<{ id: string; path: string }> {
  const path = join(dir, `${name}.zip`);
  const affected = [{ package: { ecosystem: name, name: 'x' }, versions: ['1'] }];
  await writeFile(
    path,
    zipOf(Object.fromEntries(ids.map((id) => [`${id}.json`, JSON.stringify({ id, modified: '2026-01-01T00:00:00Z', affected })]))),
  );
  return { id: name, path };
}

const nothing = { kev: new Map(), endOfLife: new Map() };

it('counts a record that stands in two feeds once', async () => {
  const feeds = [await archive('npm', ['X-1', 'X-2']), await archive('PyPI', ['X-2', 'X-3'])];

  const result = await buildStore(join(dir, 'a.mdb'), { feeds, ...nothing });

  expect(result.records).toBe(3);
  expect(result.feeds).toMatchObject([
    { id: 'npm', records: 2 },
    { id: 'PyPI', records: 2 },
  ]);
});

it('builds equal stores from equal records', async () => {
  const feeds = [await archive('npm', ['X-1', 'X-2'])];

  await buildStore(join(dir, 'a.mdb'), { feeds, ...nothing });
  await buildStore(join(dir, 'b.mdb'), { feeds, ...nothing });

  expect(await compareStores(join(dir, 'a.mdb'), join(dir, 'b.mdb'))).toEqual({ packages: [], vulnerabilities: [] });
  expect((await compareStores(undefined, join(dir, 'b.mdb'))).packages).toEqual([{ ecosystem: 'npm', name: 'x' }]);
});

it('leaves no half-built file behind', async () => {
  await writeFile(join(dir, 'bad.zip'), 'no archive');
  const feeds = [await archive('npm', ['X-1']), { id: 'PyPI', path: join(dir, 'bad.zip') }];

  await expect(buildStore(join(dir, 'a.mdb'), { feeds, ...nothing })).rejects.toMatchObject({ code: 'FEED_INVALID' });

  expect((await readdir(dir)).toSorted()).toEqual(['bad.zip', 'npm.zip']);
});

it('stops when it is cancelled', async () => {
  const feeds = [
    await archive(
      'npm',
      Array.from({ length: 1000 }, (_, i) => `X-${i}`),
    ),
  ];

  await expect(buildStore(join(dir, 'a.mdb'), { feeds, ...nothing, signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'CANCELLED',
  });
});
