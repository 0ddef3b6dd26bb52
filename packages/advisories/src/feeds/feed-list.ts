import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlimsollError } from '@plimsoll/model';
import { MATCHED_ECOSYSTEMS } from '../ecosystem.ts';
import { parseOsv } from '../osv.ts';
import { type Download, download, type DownloadOptions, isUrl } from './download.ts';
import { END_OF_LIFE_PRODUCTS, parseEndOfLife } from './end-of-life.ts';
import { countEpss } from './epss.ts';
import type { Feed } from './feed-files.ts';
import { parseKev } from './kev.ts';
import { type Mirror, openMirror } from './mirror.ts';
import { openZip } from './zip.ts';

const SAMPLE = 200;
const MAX_RECORD_BYTES = 16 * 1024 * 1024;

/** Where feeds come from. */
export interface FeedSources {
  readonly mirror: string;
  readonly ecosystems?: readonly string[] | undefined;
  readonly kev?: string | undefined;
  readonly epss?: string | undefined;
  readonly endOfLife?: string | undefined;
}

/**
 * The feeds to bring up to date: an archive for each ecosystem, the catalogue of exploited vulnerabilities, the
 * EPSS scores, and dates for each distribution.
 *
 * @throws PlimsollError FEED_UNAVAILABLE if a mirror on disk does not exist
 */
export async function listFeeds(
  sources: FeedSources,
  scratch: string,
  options: Omit<DownloadOptions, 'maxBytes'>,
): Promise<readonly Feed[]> {
  const mirror = await openMirror(sources.mirror);
  const names = sources.ecosystems ?? (await matchedEcosystems(mirror, scratch, options));
  return [
    ...names.map((name) => ecosystemFeed(mirror, name)),
    ...(sources.kev === undefined ? [] : [jsonFeed('kev', sources.kev, (text) => parseKev(text).size)]),
    ...(sources.epss === undefined ? [] : [epssFeed(sources.epss)]),
    ...(sources.endOfLife === undefined ? [] : END_OF_LIFE_PRODUCTS.map((product) => endOfLifeFeed(product, sources.endOfLife ?? ''))),
  ];
}

/** `end-of-life/debian`. */
export function endOfLifeId(product: string): string {
  return `end-of-life/${product}`;
}

/** A mirror that cannot be reached is asked for everything: each feed then tells its own failure and keeps its last good copy. */
async function matchedEcosystems(mirror: Mirror, scratch: string, options: Omit<DownloadOptions, 'maxBytes'>): Promise<readonly string[]> {
  await mkdir(scratch, { recursive: true });
  const held = await mirror.ecosystems(scratch, options).catch((error: unknown) => {
    if (error instanceof PlimsollError && error.code === 'FEED_UNAVAILABLE') return MATCHED_ECOSYSTEMS;
    throw error;
  });
  return MATCHED_ECOSYSTEMS.filter((name) => held.includes(name));
}

function ecosystemFeed(mirror: Mirror, ecosystem: string): Feed {
  return {
    id: ecosystem,
    url: mirror.locate(ecosystem),
    extension: 'zip',
    fetch: (target, options) => mirror.fetchEcosystem(ecosystem, target, options),
    check: checkArchive,
  };
}

function epssFeed(url: string): Feed {
  return { id: 'epss', url, extension: 'csv', fetch: (target, options) => download(url, target, options), check: countEpss };
}

function endOfLifeFeed(product: string, base: string): Feed {
  const url = isUrl(base) ? `${base.replace(/\/+$/, '')}/${product}.json` : join(base, `${product}.json`);
  return jsonFeed(endOfLifeId(product), url, (text) => parseEndOfLife(product, text).length);
}

function jsonFeed(id: string, url: string, count: (text: string) => number): Feed {
  return {
    id,
    url,
    extension: 'json',
    fetch: (target, options): Promise<Download> => download(url, target, options),
    check: async (path) => count(await readFile(path, 'utf8')),
  };
}

/** Lists all records and reads the first: an archive in which one in ten cannot be read is not what it should be. */
async function checkArchive(path: string): Promise<number> {
  const zip = await openZip(path);
  let records = 0;
  let malformed = 0;
  try {
    for await (const entry of zip.entries()) {
      if (!entry.name.endsWith('.json')) continue;
      records++;
      if (records <= SAMPLE && !isReadable(() => parseOsv(entry.read(MAX_RECORD_BYTES)))) malformed++;
    }
  } finally {
    zip.close();
  }
  const seen = Math.min(records, SAMPLE);
  if (malformed > seen / 10) throw new PlimsollError('FEED_INVALID', `${malformed} of the first ${seen} records cannot be read`);
  return records;
}

function isReadable(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    if (error instanceof PlimsollError) return false;
    throw error;
  }
}
