import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { download } from './download.ts';
import { type Feed, FeedFiles, type FeedOutcome } from './feed-files.ts';

let dir: string;
let source: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'plimsoll-feeds-'));
  source = join(dir, 'source');
});

afterEach(async () => {
  await rm(dir, { recursive: true });
});

/** A feed that is a file with one record a line. */
const lines = (url: string): Feed => ({
  id: 'a/b',
  url,
  extension: 'json',
  fetch: (target, options) => download(url, target, options),
  check: async (path) => (await readFile(path, 'utf8')).split('\n').length,
});

async function refresh(content?: string, url = source): Promise<FeedOutcome> {
  if (content !== undefined) await writeFile(source, content);
  const files = await FeedFiles.open(join(dir, 'feeds'));
  return files.refresh(lines(url), { fetch: globalThis.fetch, maxBytes: 1000 });
}

const text = async ({ path }: FeedOutcome): Promise<string> => readFile(path ?? '', 'utf8');

const TEN = Array.from({ length: 10 }, String).join('\n');

it('keeps a copy and knows when it is the same', async () => {
  const first = await refresh(TEN);
  const second = await refresh(TEN);

  expect([first.hasChanged, second.hasChanged]).toEqual([true, false]);
  expect(first.state?.entries).toBe(10);
  expect(await text(second)).toBe(TEN);
});

it('keeps the last good copy if the feed cannot be had', async () => {
  await refresh(TEN);
  await rm(source);

  const outcome = await refresh();

  expect(outcome).toMatchObject({ hasChanged: false, error: { code: 'FEED_UNAVAILABLE' } });
  expect(await text(outcome)).toBe(TEN);
});

it('refuses a copy that lost more than a tenth of its records', async () => {
  await refresh(TEN);

  const outcome = await refresh('only\nthree\nlines');

  expect(outcome.error).toMatchObject({ code: 'FEED_INVALID', message: expect.stringContaining('only 3 records, 10 before') as string });
  expect(await text(outcome)).toBe(TEN);
});

it('takes any copy from another address', async () => {
  await refresh(TEN);
  const other = join(dir, 'other');
  await writeFile(other, 'one');

  const outcome = await refresh(undefined, other);

  expect(outcome).toMatchObject({ hasChanged: true, url: other });
  expect(await text(outcome)).toBe('one');
});

it('has no copy of a feed that never came', async () => {
  expect(await refresh()).toMatchObject({ path: undefined, state: undefined, hasChanged: false });
});

it('fetches anew what it no longer understands', async () => {
  await refresh(TEN);
  await writeFile(join(dir, 'feeds', 'state.json'), 'damaged');

  expect(await refresh()).toMatchObject({ hasChanged: true });
});
