import { afterAll, expect, it } from 'vitest';
import { saveCheckResults } from './check-results.ts';
import { disconnect } from './connections.ts';
import { imagesForPolicies, readPolicyFacts } from './policy-facts.ts';
import { decidedFleet, ONE, THREE, TWO } from './testing/decided-fleet.ts';

const { db, close, connection, push, idOf, decide } = await decidedFleet();
afterAll(close);

it('lists what a tag reaches, in batches', async () => {
  await push({ [ONE]: ['1', 'latest'], [TWO]: ['2'], [THREE]: ['3'] });
  const [one, two, three] = [await idOf(ONE), await idOf(TWO), await idOf(THREE)];

  const first = await imagesForPolicies(db, 0, 2);
  const second = await imagesForPolicies(db, first[1]!.id, 2);

  expect([...first].sort((a, b) => (a.tags[0]! < b.tags[0]! ? -1 : 1))).toEqual([
    { id: one, connection, repository: 'shop/web', tags: ['1', 'latest'] },
    { id: two, connection, repository: 'shop/web', tags: ['2'] },
  ]);
  expect(second.map(({ id }) => id)).toEqual([three]);
});

it('tells of a read image what is open, what is exploited and what waits for its fix', async () => {
  await db.query(`update vulnerability set kev = true where name = 'CVE-3'`);
  await db.query(`update vulnerability set epss = 0.25 where name = 'CVE-2'`);

  const facts = await readPolicyFacts(db, await idOf(ONE), { packages: true });

  expect(facts).toMatchObject({
    isRead: true,
    coverage: 'complete',
    open: { high: { findings: 3, fixable: 1 } },
    exploited: { findings: 1, examples: [{ vulnerability: 'CVE-3', package: 'right-pad', severity: 'high' }] },
    oldestFixable: { high: { vulnerability: 'CVE-1', package: 'left-pad', version: '1.0.0' } },
    likeliest: { vulnerability: 'CVE-2', probability: 0.25 },
    packages: [
      { name: 'left-pad', licenses: ['MIT'] },
      { name: 'right-pad', licenses: ['MIT'] },
    ],
  });
  expect(Date.parse(facts.oldestFixable.high!.firstSeenAt)).toBeGreaterThan(Date.now() - 60_000);
  expect(facts).not.toHaveProperty('checks');
  expect(facts).not.toHaveProperty('isSigned');
});

it('leaves out what a decision hides', async () => {
  await decide({ scope: {}, vulnerability: 'CVE-3' });

  const { open, exploited } = await readPolicyFacts(db, await idOf(ONE), { packages: false });

  expect([open.high, exploited]).toEqual([
    { findings: 2, fixable: 1 },
    { findings: 0, examples: [] },
  ]);
});

it('tells what the checks said, and of a signature that a tag names', async () => {
  await saveCheckResults(db, await idOf(ONE), [
    { id: 'CIS-4.1', status: 'fail', severity: 'medium', message: 'root', evidence: [], origin: 'unknown' },
  ]);
  await push({ [ONE]: ['1'], [TWO]: ['2'], [THREE]: [`sha256-${ONE.slice(7)}.sig`] });

  expect(await readPolicyFacts(db, await idOf(ONE), { packages: false })).toMatchObject({ checks: [{ id: 'CIS-4.1' }], isSigned: true });
});

it('tells nothing of an image that was not read', async () => {
  expect(await readPolicyFacts(db, await idOf(THREE), { packages: false })).toMatchObject({ isRead: false, open: {}, oldestFixable: {} });
});

it('lists nothing of a disconnected registry', async () => {
  await disconnect(db, connection);

  expect(await imagesForPolicies(db, 0, 10)).toEqual([]);
});
