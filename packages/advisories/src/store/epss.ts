import type { Epss } from '@plimsoll/model';
import type { AliasGroups } from '../alias-groups.ts';
import { readEpss } from '../feeds/epss.ts';
import { batchesOf } from './batches.ts';
import type { BuiltFeed } from './records.ts';
import type { Tables } from './tables.ts';

const BATCH = 10_000;

/**
 * Writes the score of every group that a record speaks for and that has a CVE with one: the highest of them. Scores of other CVEs are only
 * counted.
 *
 * @throws PlimsollError FEED_INVALID if the file cannot be read
 */
export async function writeEpss(tables: Tables, groups: AliasGroups, path: string): Promise<BuiltFeed> {
  const highest = new Map<string, Omit<Epss, 'date'>>();
  const { date, model, records, malformed, problems } = await readEpss(path, ({ cve, probability, percentile }) => {
    const id = groups.groupOf(cve)?.id;
    if (id !== undefined && probability >= (highest.get(id)?.probability ?? 0)) highest.set(id, { probability, percentile });
  });
  for (const batch of batchesOf(highest, BATCH)) {
    tables.root.transactionSync(() => {
      for (const [id, score] of batch) tables.epss?.putSync(id, { ...score, date });
    });
  }
  return { id: 'epss', records, malformed, problems, newestAt: `${date}T00:00:00.000Z`, ...(model === '' ? {} : { edition: model }) };
}
