import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlimsollError, type Problem, toProblem } from '@plimsoll/model';
import { z } from 'zod';
import { type Download, type DownloadOptions, withoutSecrets } from './download.ts';

/** What is known of a feed's last good copy. */
export interface FeedState {
  readonly url: string;
  readonly sha256: string;
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
  /** When it was last found current, ISO 8601. */
  readonly updatedAt: string;
  /** Files in it, for the next copy to be compared with. */
  readonly entries: number;
}

/** How a feed came out of an update. `path` is the last good copy; undefined if there never was one. */
export interface FeedOutcome {
  readonly id: string;
  readonly url: string;
  readonly path: string | undefined;
  readonly state: FeedState | undefined;
  /** The bytes are others than before. */
  readonly hasChanged: boolean;
  readonly error?: Problem | undefined;
}

export interface Feed {
  readonly id: string;
  readonly url: string;
  readonly extension: 'zip' | 'json' | 'csv';
  fetch(target: string, options: DownloadOptions): Promise<Download>;
  /** Throws if a fresh copy must not replace the last good one. Returns the number of its records. */
  check(path: string): Promise<number>;
}

const states = z.record(
  z.string(),
  z.object({
    url: z.string(),
    sha256: z.string(),
    etag: z.string().optional(),
    lastModified: z.string().optional(),
    updatedAt: z.string(),
    entries: z.number(),
  }),
);

/** The last good copies of feeds, in a folder. */
export class FeedFiles {
  readonly #dir: string;
  #states: Record<string, FeedState> = {};

  private constructor(dir: string, known: Record<string, FeedState>) {
    this.#dir = dir;
    this.#states = known;
  }

  /** Opens the folder; it is made if it is missing, and what cannot be understood in it is fetched again. */
  static async open(dir: string): Promise<FeedFiles> {
    await mkdir(dir, { recursive: true });
    const text = await readFile(join(dir, 'state.json'), 'utf8').catch(() => '{}');
    return new FeedFiles(dir, parseStates(text));
  }

  /** Brings one feed up to date. A failure keeps the last good copy and is told in the outcome. */
  async refresh(feed: Feed, options: Omit<DownloadOptions, 'validators'>): Promise<FeedOutcome> {
    const path = join(this.#dir, `${encodeURIComponent(feed.id)}.${feed.extension}`);
    const fresh = `${path}.${process.pid}.tmp`;
    const url = withoutSecrets(feed.url);
    const known = this.#states[feed.id];
    const former = known?.url === url ? known : undefined;
    try {
      const download = await feed.fetch(fresh, { ...options, validators: former });
      const isSame = former !== undefined && (download === undefined || download.sha256 === former.sha256);
      const state = isSame
        ? { ...former, updatedAt: new Date().toISOString() }
        : await this.#accept(feed, fresh, path, url, former, download);
      this.#states[feed.id] = state;
      await this.#save();
      return { id: feed.id, url, path, state, hasChanged: state.sha256 !== known?.sha256 };
    } catch (error) {
      if (error instanceof PlimsollError && error.code === 'CANCELLED') throw error;
      return { id: feed.id, url, path: known === undefined ? undefined : path, state: known, hasChanged: false, error: toProblem(error) };
    } finally {
      await rm(fresh, { force: true });
    }
  }

  async #accept(
    feed: Feed,
    fresh: string,
    path: string,
    url: string,
    former: FeedState | undefined,
    download: Download,
  ): Promise<FeedState> {
    if (download === undefined) throw new PlimsollError('FEED_UNAVAILABLE', `${url} answers that nothing changed, but we have no copy`);
    const entries = await feed.check(fresh);
    if (former !== undefined && entries < former.entries * 0.9) {
      throw new PlimsollError('FEED_INVALID', `${url} has only ${entries} records, ${former.entries} before; the former copy is kept`, {
        hint: `if that is right, delete ${path} and state.json beside it`,
      });
    }
    await rename(fresh, path);
    return { url, ...download, updatedAt: new Date().toISOString(), entries };
  }

  async #save(): Promise<void> {
    const path = join(this.#dir, 'state.json');
    await writeFile(`${path}.${process.pid}.tmp`, JSON.stringify(this.#states, undefined, 2));
    await rename(`${path}.${process.pid}.tmp`, path);
  }
}

function parseStates(text: string): Record<string, FeedState> {
  try {
    return states.parse(JSON.parse(text));
  } catch {
    return {};
  }
}
