import * as contract from '@plimsoll/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call } from '../testing/call.ts';
import { filledApp } from '../testing/test-app.ts';

let test: Awaited<ReturnType<typeof filledApp>>;
beforeAll(async () => {
  test = await filledApp();
  await test.bench.db.query('delete from exposure'); // what the job made of today, for a history of our own
  await test.bench.db.query(
    `insert into exposure (repository_id, platform, vulnerability_id, severity, risk, fixable, since, until, ended_as)
     select r.id, 'linux/amd64', v.id, 4, 10, true, now() - interval '40 days', e.until, e.ended_as
     from repository r, vulnerability v, (values ('infinity'::timestamptz, null), (now(), 1)) as e (until, ended_as) where r.name = 'shop/web'`,
  );
});
afterAll(() => test.close());

it('says what newer images removed, and keeps the answer until something ended', async () => {
  const answer = await call(test, contract.getRemediation, { as: 'viewer', query: { weeks: 2 } });

  expect(answer.weeks).toHaveLength(2);
  expect(answer.weeks[1]).toMatchObject({ risk: 10, removed: { high: 1, critical: 0 }, came: 0, otherwise: { decided: 0 } });
  expect(answer.medianDays).toBeCloseTo(40, 1);
  expect(Date.parse(answer.since!)).toBeLessThan(Date.now());

  await test.bench.db.query('update exposure set ended_as = 2 where ended_as = 1');
  expect(await call(test, contract.getRemediation, { query: { weeks: 2 } })).toEqual(answer);
  await test.deps.events.publish({ type: 'image', connection: test.connection, repository: 'shop/web', digest: 'sha256:00' });
  expect(await call(test, contract.getRemediation, { query: { weeks: 2 } })).toEqual(answer);

  await test.deps.events.publish({ type: 'connection', connection: test.connection });
  expect((await call(test, contract.getRemediation, { query: { weeks: 2 } })).weeks[1]).toMatchObject({ otherwise: { advisories: 1 } });
});

it('refuses more weeks than two years', async () => {
  await expect(call(test, contract.getRemediation, { query: { weeks: 105 } })).rejects.toThrow('querystring.weeks: Too big');
});

it('says how old what is open is', async () => {
  const { buckets, since } = await call(test, contract.getAgeing, { as: 'viewer' });

  expect(buckets.map(({ fromDays, toDays, withFix }) => [fromDays, toDays, withFix.high])).toEqual([
    [0, 7, 0],
    [7, 30, 0],
    [30, 90, 1],
    [90, null, 0],
  ]);
  expect(since).toBeDefined();
});

it('knows the deadlines that policies of the product set', async () => {
  const { policies, images, next } = await call(test, contract.getDeadlines, { as: 'viewer' });

  expect(policies.map(({ name }) => name)).toContain('Fixes in time');
  expect(images).toMatchObject({ overdue: 0, month: 2, none: 1 });
  expect(next).toHaveLength(2);
  expect(next[0]).toMatchObject({
    policyName: 'Fixes in time',
    image: { connection: test.connection },
    finding: { vulnerability: 'CVE-2026-1', package: 'left', severity: 'high' },
  });
});

it('has what the scatter is drawn from, and says nothing of what nobody scored', async () => {
  const [row, ...rest] = await call(test, contract.getScatter, { as: 'viewer' });

  expect(rest).toEqual([]);
  expect(row).toMatchObject({ id: 'CVE-2026-1', severity: 'high', exploited: false, images: 2 });
  expect(row).not.toHaveProperty('epss');
});
