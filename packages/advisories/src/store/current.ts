import { readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlimsollError } from '@plimsoll/model';
import { z } from 'zod';

const FILE = 'current.json';
const BUILD = /^advisories-[0-9a-z-]+\.mdb$/;

const problem = z.object({ code: z.string(), message: z.string() });
const current = z.object({
  version: z.literal(1),
  /** Name of the store file in the same folder. */
  file: z.string().regex(BUILD),
  sizeBytes: z.number().int(),
  status: z.object({
    builtAt: z.string(),
    records: z.number(),
    feeds: z.array(
      z.object({
        id: z.string(),
        url: z.string(),
        records: z.number(),
        updatedAt: z.string().optional(),
        newestAt: z.string().optional(),
        edition: z.string().optional(),
        malformed: z.number(),
        error: problem.optional(),
      }),
    ),
  }),
});

/** Where a store's knowledge comes from and how old it is. */
export interface StoreStatus {
  /** When the store was compiled, ISO 8601. */
  readonly builtAt: string;
  /** Distinct records. */
  readonly records: number;
  readonly feeds: readonly FeedStatus[];
}

export interface FeedStatus {
  /** The ecosystem, or `kev`, `epss`, `end-of-life/debian`. */
  readonly id: string;
  /** The address or path it was read from. */
  readonly url: string;
  readonly records: number;
  /** When it was last found complete and current, ISO 8601; absent if never. */
  readonly updatedAt?: string | undefined;
  /** Latest change of one of its records, or the day that the EPSS scores are of, ISO 8601. */
  readonly newestAt?: string | undefined;
  /** What the publisher calls this state of it: the model of EPSS scores. */
  readonly edition?: string | undefined;
  /** Records that could not be read and were left out. */
  readonly malformed: number;
  /** Why the last update failed; the data is then that of `updatedAt`. */
  readonly error?: { readonly code: string; readonly message: string } | undefined;
}

/** The file that readers open, with its status. */
export interface Current {
  readonly file: string;
  readonly sizeBytes: number;
  readonly status: StoreStatus;
}

/**
 * Reads which store file of a folder is the current one; undefined if the folder holds no store.
 *
 * @throws PlimsollError STORE_INVALID if the pointer is damaged
 */
export function readCurrent(dir: string): Current | undefined {
  let text: string;
  try {
    text = readFileSync(join(dir, FILE), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return undefined;
    throw error;
  }
  try {
    const { file, sizeBytes, status } = current.parse(JSON.parse(text));
    return { file, sizeBytes, status };
  } catch (cause) {
    throw new PlimsollError('STORE_INVALID', `${join(dir, FILE)} does not name an advisory store that this version can read`, {
      hint: 'run `plimsoll db update` to build it anew',
      cause,
    });
  }
}

/** Makes a store file the current one, in one step; readers that hold the former keep it. Files older than that are deleted (names sort by time). */
export async function publish(dir: string, file: string, status: StoreStatus): Promise<void> {
  const temporary = join(dir, `${FILE}.${process.pid}.tmp`);
  const former = readCurrentOrNone(dir);
  const { size: sizeBytes } = await stat(join(dir, file));
  await writeFile(temporary, JSON.stringify({ version: 1, file, sizeBytes, status }, undefined, 2), { flush: true });
  await rename(temporary, join(dir, FILE));
  for (const name of await readdir(dir)) {
    const build = name.replace(/-lock$/, '');
    if (former !== undefined && BUILD.test(build) && build < former.file && build !== file) await rm(join(dir, name), { force: true });
  }
}

/** A damaged pointer is as good as none to a writer: it is about to be replaced. */
export function readCurrentOrNone(dir: string): Current | undefined {
  try {
    return readCurrent(dir);
  } catch (error) {
    if (error instanceof PlimsollError && error.code === 'STORE_INVALID') return undefined;
    throw error;
  }
}
