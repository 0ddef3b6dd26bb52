import { companionFeeds, openStore, OSV_BUCKET, type StoreStatus, updateStore } from '@plimsoll/advisories';
import { storeFolder } from '../environment.ts';
import { ProgressLine, type Terminal } from '../terminal.ts';

export interface UpdateOptions {
  readonly db: string | undefined;
  /** A folder, a zip or an address in the layout of the OSV bucket. */
  readonly mirror: string | undefined;
  /** The catalogue of known exploited vulnerabilities: a file or an address; undefined = the mirror's companion. */
  readonly kev: string | undefined;
  /** EPSS scores: a file or an address; undefined = the mirror's companion. */
  readonly epss: string | undefined;
  /** A folder or an address in the layout of endoflife.date's API; undefined = the mirror's companion. */
  readonly endOfLife: string | undefined;
  readonly ecosystems: readonly string[] | undefined;
  readonly quiet: boolean;
}

/** Fetches what is new and swaps the store. @throws PlimsollError FEED_UNAVAILABLE if nothing at all could be fetched */
export async function updateDatabase(options: UpdateOptions, environment: NodeJS.ProcessEnv, terminal: Terminal): Promise<StoreStatus> {
  const mirror = options.mirror ?? environment['PLIMSOLL_MIRROR'] ?? OSV_BUCKET;
  const companions = await companionFeeds(mirror);
  const line = new ProgressLine(terminal, options.quiet);
  try {
    const { status } = await updateStore({
      dir: options.db ?? storeFolder(environment),
      mirror,
      kev: options.kev ?? companions.kev,
      epss: options.epss ?? companions.epss,
      endOfLife: options.endOfLife ?? companions.endOfLife,
      ecosystems: options.ecosystems,
      onProgress: ({ stage, feed, records }) =>
        line.show(stage === 'download' ? `fetching ${feed}` : `reading ${feed}: ${records} records`),
    });
    return status;
  } finally {
    line.clear();
  }
}

/** What the store holds and how old it is. @throws PlimsollError STORE_NOT_FOUND */
export async function databaseStatus(db: string | undefined, environment: NodeJS.ProcessEnv): Promise<StoreStatus> {
  const store = openStore(db ?? storeFolder(environment));
  try {
    return store.status();
  } finally {
    await store.close();
  }
}

/** The status for people: a line a feed. */
export function statusText({ builtAt, records, feeds }: StoreStatus): string {
  const width = Math.max(0, ...feeds.map(({ id }) => id.length));
  const rows = feeds.map(
    ({ id, records: count, newestAt, updatedAt, malformed, error }) =>
      `  ${id.padEnd(width)}  ${String(count).padStart(7)} records  newest ${newestAt?.slice(0, 10) ?? 'unknown   '}  fetched ${updatedAt?.slice(0, 19) ?? 'never'}${malformed === 0 ? '' : `  ${malformed} not readable`}${error === undefined ? '' : `  FAILED: ${error.message}`}`,
  );
  return [`${records} advisories, built ${builtAt}`, ...rows, ''].join('\n');
}
