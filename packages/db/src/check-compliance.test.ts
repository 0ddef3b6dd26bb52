import { afterAll, expect, it } from 'vitest';
import { countSections, imagesFailing } from './check-compliance.ts';
import { saveCheckResults, type StoredCheckResult } from './check-results.ts';
import { decidedFleet, ONE, THREE, TWO } from './testing/decided-fleet.ts';

const { db, close, connection, push, idOf } = await decidedFleet();
afterAll(close);

const say = (id: string, status: StoredCheckResult['status']): StoredCheckResult => ({
  id,
  status,
  severity: 'medium',
  message: id,
  evidence: [],
  origin: 'unknown',
});
const SECTIONS = [
  { section: '4.10', checks: ['CIS-4.10-env', 'CIS-4.10-files'] },
  { section: '4.1', checks: ['CIS-4.1'] },
];

it('counts nothing of nothing', async () => {
  expect(await countSections(db, { repository: 'shop/none' }, SECTIONS)).toEqual([
    { section: '4.10', pass: 0, fail: 0, unknown: 0 },
    { section: '4.1', pass: 0, fail: 0, unknown: 0 },
  ]);
});

it('takes one failure for the whole section, and never takes what was not looked at for a pass', async () => {
  await push({ [ONE]: ['1', 'latest'], [TWO]: ['2'], [THREE]: ['3'] });
  await saveCheckResults(db, await idOf(ONE), [
    say('CIS-4.1', 'pass'),
    say('CIS-4.10-env', 'unknown'),
    say('CIS-4.10-files', 'fail'),
    say('CIS-4.10-files', 'fail'),
  ]);
  await saveCheckResults(db, await idOf(TWO), [say('CIS-4.1', 'pass'), say('CIS-4.10-env', 'pass'), say('CIS-4.10-files', 'unknown')]);

  const counts = [
    { section: '4.10', pass: 0, fail: 1, unknown: 2 },
    { section: '4.1', pass: 2, fail: 0, unknown: 1 },
  ];
  expect(await countSections(db, {}, SECTIONS)).toEqual(counts);
  expect(await countSections(db, { connection, repository: 'shop/web' }, SECTIONS)).toEqual(counts);
});

it('names the images that fail, and only those', async () => {
  const image = {
    connection,
    connectionName: 'production',
    repository: 'shop/web',
    digest: ONE,
    platform: 'linux/amd64',
    tags: ['1', 'latest'],
  };

  expect(await imagesFailing(db, {}, SECTIONS[0]!.checks, 10)).toEqual([image]);
  expect(await imagesFailing(db, {}, SECTIONS[1]!.checks, 10)).toEqual([]);
  expect(await imagesFailing(db, { connection: connection + 1 }, SECTIONS[0]!.checks, 10)).toEqual([]);
});
