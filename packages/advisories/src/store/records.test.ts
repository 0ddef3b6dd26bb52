import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from 'lmdb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AffectedPackage } from '../advisory.ts';
import { zipOf } from '../testing/zip.ts';
import { FeedReader, type RawTable } from './records.ts';
import { openTables, type Tables } from './tables.ts';

let dir: string;
let tables: Tables;
let raw: RawTable & { close(): Promise<void> };

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'plimsoll-records-'));
  tables = openTables(join(dir, 'store.mdb'), { readOnly: false });
  raw = open<readonly AffectedPackage[], [string, string, string]>({ path: join(dir, 'raw.mdb'), noSubdir: true });
});

afterEach(async () => {
  await raw.close();
  await tables.root.close();
  await rm(dir, { recursive: true });
});

it('puts what a record says of each package beside its texts, and reads on after a bad one', async () => {
  const path = join(dir, 'all.zip');
  const record = {
    id: 'GHSA-1',
    modified: '2026-01-02T00:00:00Z',
    affected: ['a', 'b', 'a'].map((name) => ({ package: { ecosystem: 'npm', name }, versions: ['1'] })),
  };
  const bad = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`bad-${i}.json`, '{']));
  const withdrawn = { ...record, id: 'GHSA-2', modified: '2026-01-03T00:00:00Z', withdrawn: '2026-01-03T00:00:00Z' };
  await writeFile(
    path,
    zipOf({ ...bad, 'readme.txt': '', 'GHSA-1.json': JSON.stringify(record), 'GHSA-2.json': JSON.stringify(withdrawn) }),
  );
  const reader = new FeedReader(tables.root, tables.advisories, raw, {});

  const feed = await reader.read({ id: 'npm', path });

  expect(feed).toMatchObject({ records: 2, malformed: 12, newestAt: '2026-01-03T00:00:00.000Z' });
  expect(feed.problems).toHaveLength(10);
  expect(feed.problems[0]).toMatchObject({ code: 'MALFORMED_ADVISORY', message: 'npm/bad-0.json: the record is not JSON' });
  expect([...raw.getRange()].map(({ key, value }) => [...key, value.length])).toEqual([
    ['npm', 'a', 'GHSA-1', 2],
    ['npm', 'b', 'GHSA-1', 1],
  ]);
  expect([...reader.records.keys()]).toEqual(['GHSA-1', 'GHSA-2']);
  expect(tables.advisories.get('GHSA-2')?.withdrawn).toBe('2026-01-03T00:00:00.000Z');
});

it('stores the longest names that a record may have', async () => {
  const path = join(dir, 'all.zip');
  const affected = [{ package: { ecosystem: 'e'.repeat(256), name: 'ü'.repeat(512) }, versions: ['1'] }];
  const record = { id: 'X'.repeat(256), modified: '2026-01-02T00:00:00Z', affected };
  await writeFile(path, zipOf({ 'x.json': JSON.stringify(record) }));

  const feed = await new FeedReader(tables.root, tables.advisories, raw, {}).read({ id: 'npm', path });

  expect(feed).toMatchObject({ records: 1, malformed: 0 });
  expect([...raw.getKeys()]).toEqual([['e'.repeat(256), 'ü'.repeat(512), 'X'.repeat(256)]]);
});
