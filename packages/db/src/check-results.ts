import type { Severity } from '@plimsoll/model';
import type { Queryable } from './connect.ts';
import { toJson } from './storable.ts';

/** What a check of the configuration, the history or the files says of an image. */
export interface StoredCheckResult {
  /** `CIS-4.1` */
  readonly id: string;
  readonly status: 'pass' | 'fail' | 'unknown';
  readonly severity: Severity;
  readonly message: string;
  /** Index of the layer that it lies in; absent = none. */
  readonly layer?: number;
  readonly evidence: readonly string[];
  readonly origin: 'base' | 'application' | 'unknown';
}

/** Stores what the checks say, in the place of what they said before. */
export async function saveCheckResults(db: Queryable, image: number, results: readonly StoredCheckResult[]): Promise<void> {
  await db.query(
    `insert into check_result (image_id, results) values ($1, $2) on conflict (image_id) do update set results = excluded.results`,
    [image, toJson(results)],
    'save-check-results',
  );
}

/** In the order in which they were stored. Undefined if the image was not checked yet. */
export async function checkResultsOf(db: Queryable, image: number): Promise<StoredCheckResult[] | undefined> {
  const { rows } = await db.query<{ results: StoredCheckResult[] }>('select results from check_result where image_id = $1', [image]);
  return rows[0]?.results;
}
