import { listAudit, listDecisions } from '@plimsoll/db';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { filledApp } from '../testing/test-app.ts';
import { ADMIN } from '../testing/workbench.ts';
import { decide, decidedFindings } from './decisions.ts';
import { runDue } from './run-due.ts';

let test: Awaited<ReturnType<typeof filledApp>>;
beforeAll(async () => void (test = await filledApp()));
afterAll(() => test.close());

const TARGET = { scope: {}, vulnerability: 'CVE-2026-1', kind: 'accepted', reason: 'no input reaches it' } as const;

it('is closed by the job of what is due once its time is over', async () => {
  const { bench } = test;
  const { id } = await decide({ ...TARGET, expiresAt: new Date(Date.now() + 60_000) }, ADMIN, bench.deps);
  await runDue(bench.deps);
  expect((await listDecisions(bench.db, { state: 'open' }, { limit: 10 })).total).toBe(1);
  await bench.db.query(`update decision set expires_at = now() - interval '1 second'`);
  bench.events.length = 0;

  await runDue(bench.deps);
  await runDue(bench.deps);

  expect((await listDecisions(bench.db, {}, { limit: 10 })).rows).toMatchObject([{ id, state: 'expired' }]);
  expect(bench.events.filter(({ type }) => type === 'decisions')).toHaveLength(1);
  expect((await listAudit(bench.db))[0]).toMatchObject({
    actor: 'plimsoll',
    action: 'decision.expire',
    target: `decision ${id} on CVE-2026-1, everywhere`,
  });
});

it('states what open decisions hide, image by image', async () => {
  const { bench } = test;
  expect(await decidedFindings(bench.db)).toEqual([]);
  await decide({ ...TARGET, kind: 'not-affected', justification: 'inline_mitigations_already_exist' }, ADMIN, bench.deps);

  const findings = await decidedFindings(bench.db);

  expect(findings.map(({ image, packages }) => [image.uri.split('/').slice(1).join('/'), image.platform, packages])).toEqual([
    ['shop/base', 'linux/amd64', ['pkg:npm/left@1.5.0']],
    ['shop/web', 'linux/amd64', ['pkg:npm/left@1.0.0']],
  ]);
  expect(findings[0]?.decision).toMatchObject({
    kind: 'not-affected',
    justification: 'inline_mitigations_already_exist',
    author: ADMIN.email,
  });
});
