import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeMirror } from '../testing/mirror.ts';
import { zipOf } from '../testing/zip.ts';
import type { Feed } from './feed-files.ts';
import { listFeeds } from './feed-list.ts';

let dir: string;

const options = { fetch: globalThis.fetch };

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'plimsoll-feed-list-'));
  await writeMirror(dir, [
    { id: 'X-1', affected: [{ package: { ecosystem: 'npm', name: 'a' } }] },
    { id: 'X-2', affected: [{ package: { ecosystem: 'Debian:12', name: 'a' } }] },
    { id: 'X-3', affected: [{ package: { ecosystem: 'Hex', name: 'a' } }] },
  ]);
});

afterEach(async () => {
  await rm(dir, { recursive: true });
});

it('lists what the mirror has and images can hold', async () => {
  const feeds = await listFeeds({ mirror: dir }, dir, options);

  expect(feeds.map(({ id, url }) => [id, url])).toEqual([
    ['Debian', join(dir, 'Debian', 'all.zip')],
    ['npm', join(dir, 'npm', 'all.zip')],
  ]);
});

it('lists what it is asked for, and the feeds beside', async () => {
  const feeds = await listFeeds(
    { mirror: dir, ecosystems: ['Hex'], kev: '/kev.json', epss: '/epss.csv', endOfLife: 'https://example.test/api/' },
    dir,
    options,
  );

  expect(feeds.slice(0, 5).map(({ id, url }) => [id, url])).toEqual([
    ['Hex', join(dir, 'Hex', 'all.zip')],
    ['kev', '/kev.json'],
    ['epss', '/epss.csv'],
    ['end-of-life/almalinux', 'https://example.test/api/almalinux.json'],
    ['end-of-life/alpine', 'https://example.test/api/alpine.json'],
  ]);
});

it('asks an unreachable mirror for everything, so that each feed tells its failure', async () => {
  const feeds = await listFeeds({ mirror: 'http://127.0.0.1:9' }, dir, options);

  expect(feeds.map(({ id }) => id)).toContain('Debian');
});

it('refuses an archive of which more than a tenth cannot be read', async () => {
  const [feed] = await listFeeds({ mirror: dir, ecosystems: ['npm'] }, dir, options);
  const good = Object.fromEntries(
    Array.from({ length: 8 }, (_, i) => [`${i}.json`, JSON.stringify({ id: `X-${i}`, modified: '2026-01-01T00:00:00Z' })]),
  );
  await mkdir(join(dir, 'bad'));
  const path = join(dir, 'bad', 'all.zip');

  await writeFile(path, zipOf({ ...good, 'x.json': '{' }));
  await expect(check(feed, path)).rejects.toMatchObject({ code: 'FEED_INVALID' });

  await writeFile(path, zipOf({ ...good, 'readme.txt': 'not a record' }));
  expect(await check(feed, path)).toBe(8);
});

async function check(feed: Feed | undefined, path: string): Promise<number | undefined> {
  return feed?.check(path);
}
