import { mkdir, readFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { PlimsollError } from '@plimsoll/model';
import { END_OF_LIFE_PRODUCTS, parseEndOfLife } from './feeds/end-of-life.ts';
import { FeedFiles, type FeedOutcome } from './feeds/feed-files.ts';
import { endOfLifeId, listFeeds } from './feeds/feed-list.ts';
import { parseKev } from './feeds/kev.ts';
import { buildStore } from './store/build.ts';
import { compareStores, type StoreChanges } from './store/changes.ts';
import { type FeedStatus, publish, readCurrentOrNone, type StoreStatus } from './store/current.ts';

/** Of what is downloaded. */
const MAX_BYTES = { zip: 4 * 1024 * 1024 * 1024, json: 64 * 1024 * 1024, csv: 64 * 1024 * 1024 };

export interface UpdateOptions {
  /** The folder of the store; it is made if it is missing. */
  readonly dir: string;
  /** A copy of the OSV bucket: an http(s) address, a folder, or one zip archive. */
  readonly mirror: string;
  /** Base names (`Debian`, `npm`); default: all that the mirror has and the matcher knows. */
  readonly ecosystems?: readonly string[] | undefined;
  /** Address or path of CISA's catalogue of known exploited vulnerabilities. Absent = none is read. */
  readonly kev?: string | undefined;
  /** Address or path of the EPSS scores, gzip or plain. Absent = none are read. */
  readonly epss?: string | undefined;
  /** Address or folder of endoflife.date's `<product>.json` files. Absent = none are read. */
  readonly endOfLife?: string | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: UpdateProgress) => void) | undefined;
}

/** `download`: a feed is being fetched; `read`: its records are being compiled, so many are done in all. */
export interface UpdateProgress {
  readonly stage: 'download' | 'read';
  readonly feed: string;
  readonly records: number;
}

export interface UpdateResult {
  readonly status: StoreStatus;
  /** What differs from the store before; empty if no feed changed. */
  readonly changed: StoreChanges;
}

/**
 * Brings a store up to date: fetches what changed, compiles a new file aside and publishes it in one step. A feed that fails keeps its last good
 * data and says so in the status.
 *
 * @throws PlimsollError FEED_UNAVAILABLE if the mirror cannot be reached and no earlier data is there, CANCELLED
 */
export async function updateStore(options: UpdateOptions): Promise<UpdateResult> {
  const { dir, signal } = options;
  await mkdir(dir, { recursive: true });
  const fetch = options.fetch ?? globalThis.fetch;
  const files = await FeedFiles.open(join(dir, 'feeds'));
  const outcomes = [];
  for (const feed of await listFeeds(options, join(dir, 'feeds'), { fetch, signal })) {
    options.onProgress?.({ stage: 'download', feed: feed.id, records: 0 });
    outcomes.push(await files.refresh(feed, { fetch, signal, maxBytes: MAX_BYTES[feed.extension] }));
  }
  const archives = outcomes.filter((outcome) => outcome.path?.endsWith('.zip'));
  if (archives.length === 0) {
    const [failed] = outcomes.filter((outcome) => outcome.error !== undefined);
    throw new PlimsollError('FEED_UNAVAILABLE', failed?.error?.message ?? `${options.mirror} holds no ecosystem that we match`, {
      hint: 'check the address of the mirror and the network',
    });
  }
  const former = readCurrentOrNone(dir);
  const formerFeeds = new Map(former?.status.feeds.map((feed) => [feed.id, feed]));
  const isSame =
    former !== undefined &&
    outcomes.every((outcome) => !outcome.hasChanged && formerFeeds.has(outcome.id)) &&
    formerFeeds.size === outcomes.length;
  if (isSame) {
    const status = { ...former.status, feeds: outcomes.map((outcome) => toStatus(outcome, formerFeeds.get(outcome.id))) };
    await publish(dir, former.file, status);
    return { status, changed: { packages: [], vulnerabilities: [] } };
  }
  return rebuild(options, outcomes, former?.file);
}

async function rebuild(options: UpdateOptions, outcomes: readonly FeedOutcome[], former: string | undefined): Promise<UpdateResult> {
  const { dir, signal, onProgress } = options;
  const file = `advisories-${Date.now().toString(36)}-${randomBytes(4).toString('hex')}.mdb`;
  const target = join(dir, file);
  const paths = new Map(outcomes.map((outcome) => [outcome.id, outcome.path]));
  const result = await buildStore(target, {
    feeds: outcomes.flatMap(({ id, path }) => (path?.endsWith('.zip') === true ? [{ id, path }] : [])),
    kev: await readJson(paths.get('kev'), parseKev, new Map()),
    epss: paths.get('epss'),
    endOfLife: new Map(
      await Promise.all(
        END_OF_LIFE_PRODUCTS.map(async (product) => {
          const cycles = await readJson(paths.get(endOfLifeId(product)), (text) => parseEndOfLife(product, text), []);
          return [product, cycles] as const;
        }),
      ),
    ),
    signal,
    onProgress: (feed, records) => onProgress?.({ stage: 'read', feed, records }),
  });
  const built = new Map(result.feeds.map((feed) => [feed.id, feed]));
  const status = {
    builtAt: new Date().toISOString(),
    records: result.records,
    feeds: outcomes.map((outcome) => toStatus(outcome, built.get(outcome.id))),
  };
  const changed = await compareStores(former === undefined ? undefined : join(dir, former), target);
  await publish(dir, file, status);
  return { status, changed };
}

async function readJson<T>(path: string | undefined, parse: (text: string) => T, none: T): Promise<T> {
  return path === undefined ? none : parse(await readFile(path, 'utf8'));
}

function toStatus(outcome: FeedOutcome, read: Pick<FeedStatus, 'records' | 'malformed' | 'newestAt' | 'edition'> | undefined): FeedStatus {
  return {
    id: outcome.id,
    url: outcome.url,
    records: read?.records ?? outcome.state?.entries ?? 0,
    malformed: read?.malformed ?? 0,
    ...(read?.newestAt === undefined ? {} : { newestAt: read.newestAt }),
    ...(read?.edition === undefined ? {} : { edition: read.edition }),
    ...(outcome.state === undefined ? {} : { updatedAt: outcome.state.updatedAt }),
    ...(outcome.error === undefined ? {} : { error: { code: outcome.error.code, message: outcome.error.message } }),
  };
}
