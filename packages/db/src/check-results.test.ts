import { afterAll, expect, it } from 'vitest';
import { checkResultsOf, saveCheckResults, type StoredCheckResult } from './check-results.ts';
import { decidedFleet, ONE, TWO } from './testing/decided-fleet.ts';

const { db, close, idOf } = await decidedFleet();
afterAll(close);

const ROOT: StoredCheckResult = {
  id: 'CIS-4.1',
  status: 'fail',
  severity: 'medium',
  message: 'The image runs as root\0',
  evidence: ['no USER'],
  origin: 'application',
};

it('keeps what the checks said last, and knows what was never checked', async () => {
  await saveCheckResults(db, await idOf(ONE), [ROOT, { ...ROOT, id: 'sudo', layer: 1 }]);
  await saveCheckResults(db, await idOf(ONE), [ROOT]);

  expect(await checkResultsOf(db, await idOf(ONE))).toEqual([{ ...ROOT, message: 'The image runs as root\uFFFD' }]);
  expect(await checkResultsOf(db, await idOf(TWO))).toBeUndefined();
});
