import * as contract from '@plimsoll/contract';
import { saveAdvisoryStatus } from '@plimsoll/db';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call } from '../testing/call.ts';
import { filledApp } from '../testing/test-app.ts';

let test: Awaited<ReturnType<typeof filledApp>>;
beforeAll(async () => void (test = await filledApp()));
afterAll(() => test.close());

it('sums up all registries', async () => {
  expect(await call(test, contract.getOverview, { as: 'viewer' })).toMatchObject({
    connections: 1,
    repositories: 2,
    images: { total: 3, complete: 3, failed: 0, pending: 0 },
    findings: { high: 2, fixable: 2 },
    vulnerabilities: 1,
    advisories: { records: 1 },
    top: [{ id: 'CVE-2026-1', images: 2 }],
  });
});

it('tells the age of every feed, and updates them when somebody asks', async () => {
  const status = await call(test, contract.getAdvisoryStatus, { as: 'viewer' });
  expect(status).toMatchObject({ updating: false, records: 1, feeds: [{ id: 'npm', records: 1 }] });
  expect(Date.parse(status.updatedAt!)).toBeGreaterThan(Date.now() - 60_000);

  await call(test, contract.updateAdvisories);
  expect(await call(test, contract.getAdvisoryStatus)).toMatchObject({ updating: true });
  await test.bench.drain();
  expect((await call(test, contract.listAudit)).map(({ action }) => action)).toContain('advisories.update');
});

it('shows what failed, and does not choke on instants as feeds write them', async () => {
  const feed = {
    id: 'npm',
    url: 'x',
    records: 1,
    updatedAt: '2026-01-01T00:00:00+01:00',
    newestAt: 'long ago',
    error: { message: 'HTTP 503' },
  };
  await saveAdvisoryStatus(test.bench.db, { records: 1, lastError: 'no network', feeds: [feed] });

  expect(await call(test, contract.getAdvisoryStatus)).toEqual({
    updating: false,
    records: 1,
    updatedAt: '2025-12-31T23:00:00.000Z',
    lastError: 'no network',
    feeds: [{ id: 'npm', url: 'x', records: 1, updatedAt: '2025-12-31T23:00:00.000Z', error: 'HTTP 503' }],
  });
});
