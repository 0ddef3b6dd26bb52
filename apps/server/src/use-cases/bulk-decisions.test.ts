import { listAudit, listDecisions } from '@plimsoll/db';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { filledApp } from '../testing/test-app.ts';
import { ADMIN } from '../testing/workbench.ts';
import { decideMany, endMany, previewMany } from './bulk-decisions.ts';

let test: Awaited<ReturnType<typeof filledApp>>;
beforeAll(async () => void (test = await filledApp()));
afterAll(() => test.close());

const ACCEPTED = { scope: {}, vulnerabilities: ['CVE-2026-1', 'GHSA-1'], kind: 'accepted', reason: 'no input reaches it' } as const;

it('takes two names of one flaw for one', async () => {
  const { bench } = test;
  const input = { ...ACCEPTED, vulnerabilities: [...ACCEPTED.vulnerabilities], scope: { connection: test.connection } };
  expect(await previewMany(input, bench.db)).toEqual({ hides: { findings: 2, images: 2 }, decidedAlready: 0 });

  const { decisions } = await decideMany(input, ADMIN, bench.deps);

  expect(decisions).toHaveLength(1);
  expect((await listDecisions(bench.db, { state: 'open' }, { limit: 10 })).rows).toMatchObject([
    { id: decisions[0], vulnerability: 'CVE-2026-1', hides: { findings: 2, images: 2 } },
  ]);
  expect((await listAudit(bench.db))[0]).toMatchObject({
    action: 'decision.create',
    target: `decisions ${decisions[0]} on CVE-2026-1, GHSA-1, connection Production`,
    detail: 'accepted, together they hide 2 findings in 2 images: no input reaches it',
  });
  expect(await decideMany(input, ADMIN, bench.deps)).toMatchObject({ decisions: [], decidedAlready: 2 });
});

it('makes none if one is unknown', async () => {
  const { bench } = test;
  const before = await listDecisions(bench.db, {}, { limit: 10 });

  await expect(decideMany({ ...ACCEPTED, vulnerabilities: ['CVE-2026-1', 'CVE-1999-1'] }, ADMIN, bench.deps)).rejects.toMatchObject({
    code: 'INVALID_INPUT',
  });

  expect(await listDecisions(bench.db, {}, { limit: 10 })).toEqual(before);
});

it('ends them, and says so for each', async () => {
  const { bench } = test;
  const { rows } = await listDecisions(bench.db, { state: 'open' }, { limit: 10 });
  const ids = rows.map(({ id }) => id);
  bench.events.length = 0;

  expect(await endMany(ids, 'undone', ADMIN, bench.deps)).toEqual(ids);
  expect(await endMany(ids, 'undone', ADMIN, bench.deps)).toEqual([]);

  expect((await listDecisions(bench.db, { state: 'open' }, { limit: 10 })).total).toBe(0);
  expect(bench.events).toContainEqual({ type: 'decisions' });
  expect((await listAudit(bench.db)).filter(({ action }) => action === 'decision.end')).toMatchObject([
    { target: `decision ${ids[0]} on CVE-2026-1, connection Production`, detail: 'undone' },
  ]);
});
