import { PlimsollError, type Problem, type Severity, toProblem } from '@plimsoll/model';
import type { Database, RootDatabase } from 'lmdb';
import type { Advisory, AdvisoryDetails, AffectedPackage } from '../advisory.ts';
import type { NamedRecord } from '../alias-groups.ts';
import { openZip } from '../feeds/zip.ts';
import { isSecurity } from '../names.ts';
import { parseOsv } from '../osv.ts';

const MAX_RECORD_BYTES = 16 * 1024 * 1024;
const BATCH = 500;

/** What a build keeps in memory of a record. */
export interface ReadRecord extends NamedRecord {
  readonly label: Severity | undefined;
}

export interface ReadHooks {
  readonly signal?: AbortSignal | undefined;
  /** Called now and then with the number of records read so far. */
  readonly onProgress?: ((feed: string, records: number) => void) | undefined;
}

/** What came of reading one feed. */
export interface BuiltFeed {
  readonly id: string;
  /** Readable records, those that stand in other feeds too included. */
  readonly records: number;
  /** Latest `modified` of its records, ISO 8601. */
  readonly newestAt?: string;
  readonly edition?: string;
  readonly malformed: number;
  /** The first few of them. */
  readonly problems: readonly Problem[];
}

/** What one record says of one package, before its groups are known. The key is ecosystem, name, record. */
export type RawTable = Database<readonly AffectedPackage[], [string, string, string]>;

/** Reads the archives of feeds one after another, and writes what it finds: texts to the store, ranges to a scratch table. */
export class FeedReader {
  /** Every distinct record so far, by id. */
  readonly records: Map<string, ReadRecord> = new Map();
  readonly #root: RootDatabase<unknown, string>;
  readonly #advisories: Database<AdvisoryDetails, string>;
  readonly #raw: RawTable;
  readonly #hooks: ReadHooks;

  constructor(root: RootDatabase<unknown, string>, advisories: Database<AdvisoryDetails, string>, raw: RawTable, hooks: ReadHooks) {
    this.#root = root;
    this.#advisories = advisories;
    this.#raw = raw;
    this.#hooks = hooks;
  }

  /**
   * Reads one archive. A record that cannot be read is counted and left out; one that an earlier archive had too is taken once.
   *
   * @throws PlimsollError FEED_INVALID if the archive cannot be read
   */
  async read({ id, path }: { readonly id: string; readonly path: string }): Promise<BuiltFeed> {
    const zip = await openZip(path);
    const problems: Problem[] = [];
    let records = 0;
    let malformed = 0;
    let newestAt: string | undefined;
    let batch: Advisory[] = [];
    try {
      for await (const entry of zip.entries()) {
        if (!entry.name.endsWith('.json')) continue;
        try {
          const advisory = parseOsv(entry.read(MAX_RECORD_BYTES));
          records++;
          if (newestAt === undefined || advisory.modified > newestAt) newestAt = advisory.modified;
          batch.push(advisory);
        } catch (error) {
          malformed++;
          const problem = toProblem(error);
          if (problems.length < 10) problems.push({ ...problem, message: `${id}/${entry.name.slice(0, 200)}: ${problem.message}` });
        }
        if (batch.length >= BATCH) {
          this.#write(batch);
          batch = [];
          if (this.#hooks.signal?.aborted === true) throw new PlimsollError('CANCELLED', 'the update of the advisory store was cancelled');
          this.#hooks.onProgress?.(id, this.records.size);
        }
      }
      this.#write(batch);
    } finally {
      zip.close();
    }
    return { id, records, malformed, problems, ...(newestAt === undefined ? {} : { newestAt }) };
  }

  #write(batch: readonly Advisory[]): void {
    const fresh = batch.filter((advisory) => !this.records.has(advisory.id) && isSecurity(advisory.id));
    this.#root.transactionSync(() => {
      for (const { affected: _, ...details } of fresh) this.#advisories.putSync(details.id, details);
    });
    this.#raw.transactionSync(() => {
      for (const advisory of fresh) this.#writeAffected(advisory);
    });
  }

  #writeAffected(advisory: Advisory): void {
    const { id, aliases, upstream, related, withdrawn, label } = advisory;
    this.records.set(id, { id, aliases, upstream, related, withdrawn, label });
    if (withdrawn !== undefined) return;
    const affected = advisory.affected.filter(({ informational }) => informational === undefined);
    for (const [key, list] of Map.groupBy(affected, ({ ecosystem, name }) => `${ecosystem}\0${name}`)) {
      const [ecosystem = '', name = ''] = key.split('\0');
      this.#raw.putSync([ecosystem, name, id], list);
    }
  }
}
