import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { companionFeeds, openStore, parseOsv, updateStore } from '@plimsoll/advisories';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeMirror } from './mirror.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plimsoll-demo-mirror-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

it('is laid out like the OSV bucket, with the catalogue and the scores beside it', async () => {
  const { mirror, kev, epss, records } = await writeMirror(folder);

  const ecosystems = (await readFile(join(mirror, 'ecosystems.txt'), 'utf8')).trimEnd().split('\n');
  expect(ecosystems).toEqual(['Alpine', 'Debian', 'Packagist', 'PyPI', 'RubyGems', 'npm']);
  const lists = await Promise.all(ecosystems.map((name) => readFile(join(mirror, name, 'modified_id.csv'), 'utf8')));
  expect(lists.join('').trimEnd().split('\n')).toHaveLength(records);
  expect(await companionFeeds(mirror)).toEqual({ kev, epss });
});

it('is the same each time', async () => {
  const first = await writeMirror(join(folder, 'a'));
  const second = await writeMirror(join(folder, 'b'));

  expect(await readFile(join(first.mirror, 'npm/all.zip'))).toEqual(await readFile(join(second.mirror, 'npm/all.zip')));
});

it('compiles into a store without a malformed record', async () => {
  const { mirror, kev, epss, records } = await writeMirror(folder);

  const { status } = await updateStore({ dir: join(folder, 'store'), mirror, kev, epss });

  expect(status.feeds.filter(({ error, malformed }) => error !== undefined || malformed > 0)).toEqual([]);
  expect(status.records).toBe(records);
  const store = openStore(join(folder, 'store'));
  expect(store.vulnerability('CVE-2023-44487')?.kev).toMatchObject({ dateAdded: '2023-10-10' });
  expect(store.epss('CVE-2023-44487')).toEqual({ probability: 0.93, percentile: 0.9985, date: '2026-11-24' });
  const lines = (await readFile(epss, 'utf8')).trimEnd().split('\n').slice(2);
  expect(lines.filter((line) => store.vulnerability(line.split(',')[0]!)?.epss === undefined)).toEqual([]);
  await store.close();
});

it('is made of records that are named after their ids and lie in the folder of their ecosystem', async () => {
  const records = resolve(import.meta.dirname, '../../advisories');

  for (const path of (await readdir(records, { recursive: true })).filter((name) => name.endsWith('.json'))) {
    const advisory = parseOsv(await readFile(join(records, path)));
    expect(path).toBe(`${advisory.affected[0]!.ecosystem}/${advisory.id}.json`);
    expect(advisory.id.startsWith('PYSEC-') || advisory.summary !== '').toBe(true);
  }
});
