import * as contract from '@plimsoll/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call } from '../testing/call.ts';
import { appWith, push } from '../testing/registry.ts';
import { filledApp } from '../testing/test-app.ts';
import { disconnectConnection } from '../use-cases/connections.ts';
import { syncConnection } from '../use-cases/sync-connection.ts';
import { ADMIN } from '../testing/workbench.ts';

let test: Awaited<ReturnType<typeof filledApp>>;
beforeAll(async () => {
  test = await filledApp();
});
afterAll(() => test.close());

it('lists open plans, and gives one with its edits', async () => {
  const { rows, total } = await call(test, contract.listPlans, { as: 'viewer' });
  const plan = await call(test, contract.getPlan, { params: { plan: rows[0]!.id }, as: 'viewer' });

  expect(total).toBe(2);
  expect(rows.map(({ key, kind, image }) => [key, kind, image.repository])).toEqual(
    expect.arrayContaining([
      ['pin:npm/left', 'pin', 'shop/web'],
      ['pin:npm/left', 'pin', 'shop/base'],
    ]),
  );
  expect(plan).toMatchObject({
    ...rows[0],
    plan: { key: 'pin:npm/left', title: 'Pin left to 2.0.0 (a major change)', edits: [{ step: 0 }] },
  });
  await expect(call(test, contract.getPlan, { params: { plan: 999 } })).rejects.toThrow('404');
});

it('filters and pages', async () => {
  const { rows } = await call(test, contract.listPlans, { query: { repository: 'shop/web', kind: 'pin', key: 'pin:npm/left' } });
  const first = await call(test, contract.listPlans, { query: { limit: 1 } });

  expect(rows).toHaveLength(1);
  expect((await call(test, contract.listPlans, { query: { limit: 1, cursor: first.nextCursor! } })).rows[0]?.id).not.toBe(
    first.rows[0]?.id,
  );
  expect((await call(test, contract.listPlans, { query: { kind: 'base' } })).rows).toEqual([]);
  await expect(call(test, contract.listPlans, { query: { cursor: 'no' } })).rejects.toThrow('not a cursor');
});

it('says what one fix does in the whole fleet', async () => {
  expect(await call(test, contract.listFleetFixes, { as: 'viewer' })).toMatchObject([
    {
      key: 'pin:npm/left',
      kind: 'pin',
      title: 'Pin left to 2.0.0 in 2 repositories',
      repositories: 2,
      removes: 2,
      counts: { high: 2 },
      risk: 20,
    },
  ]);
  expect(await call(test, contract.listFleetFixes, { query: { connection: 999 } })).toEqual([]);
});

it('counts, and says how long fixes take', async () => {
  expect(await call(test, contract.getPlanSummary, { as: 'viewer' })).toMatchObject({
    making: false,
    repositories: 2,
    open: 2,
    done: 0,
    medianDaysToRemediate: null,
    medianDaysBySeverity: [],
    failures: [],
  });

  await push(test.emulator, 'shop/web', '2', appWith({ left: '2.0.0', right: '1.0.0' }));
  await syncConnection(test.connection, test.bench.deps);
  await test.bench.drain();

  const summary = await call(test, contract.getPlanSummary);
  expect(summary).toMatchObject({
    repositories: 1,
    open: 1,
    done: 1,
    doneLast30Days: 1,
    medianDaysBySeverity: [{ severity: 'high', count: 1 }],
  });
  expect(summary.medianDaysToRemediate).toBeGreaterThanOrEqual(0);
  expect((await call(test, contract.listPlans, { query: { state: 'done' } })).rows).toMatchObject([{ closedBy: { reference: '2' } }]);
});

it('queues plans when a decision is made and when it ends', async () => {
  const body = { scope: {}, packagePattern: 'left', kind: 'accepted', reason: 'no input reaches it' };
  const { id } = await call(test, contract.createDecision, { body });
  expect(test.bench.waiting.map(({ name }) => name)).toContain('make-plans');
  await test.bench.drain();
  expect((await call(test, contract.listPlans)).rows).toEqual([]);

  await call(test, contract.endDecision, { params: { decision: id }, body: { reason: 'it does' } });
  expect(test.bench.waiting.map(({ name }) => name)).toContain('make-plans');
  await test.bench.drain();
  expect((await call(test, contract.listPlans)).rows).toHaveLength(1);
});

it('says since when a disconnected registry is frozen', async () => {
  await disconnectConnection(test.connection, ADMIN, test.bench.deps);

  expect((await call(test, contract.listPlans)).rows[0]).toHaveProperty('frozenAt');
  expect(await call(test, contract.listFleetFixes)).toEqual([]);
});
