import { afterAll, expect, it } from 'vitest';
import { readRemediation } from './remediation.ts';
import { exposedRepository } from './testing/exposures.ts';
import { createTestDatabase } from './testing/test-database.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

/** Monday 0:00 UTC of this week, and before it. */
const MONDAY = `(date_trunc('week', now() at time zone 'UTC') at time zone 'UTC')`;
const before = (interval: string) => `${MONDAY} - interval '${interval}'`;

it('has no weeks before the first record', async () => {
  expect(await readRemediation(db, 12)).toEqual({ weeks: [], medianDays: null });
});

it('begins with the week of the first record, and has weeks of nothing', async () => {
  const { expose } = await exposedRepository(db, 'one');
  await expose({ since: before('10 days') });

  const { since, weeks, medianDays } = await readRemediation(db, 12);

  expect(weeks.map(({ came }) => came)).toEqual([1, 0, 0]);
  expect(weeks.every(({ week }) => new Date(week).getUTCDay() === 1)).toBe(true);
  expect(since!.getTime()).toBe(Date.parse(weeks[2]!.week) - 10 * 86_400_000);
  expect(medianDays).toBeNull();
});

it('tells what another image removed from what ended otherwise, week by week', async () => {
  const { expose } = await exposedRepository(db, 'two');
  const since = before('20 days');
  await expose({ since, until: before('1 second'), endedAs: 1, severity: 5, risk: 40 });
  await expose({ since, until: before('7 days'), endedAs: 1, severity: 0, risk: 1 });
  await expose({ since, until: before('7 days 1 second'), endedAs: 1, severity: 4, risk: 10 });
  await expose({ since, until: MONDAY, endedAs: 2 });
  await expose({ since, until: MONDAY, endedAs: 3 });
  await expose({ since, until: MONDAY, endedAs: 4 });
  await expose({ since, until: MONDAY, endedAs: 4 });

  const { weeks, medianDays } = await readRemediation(db, 3);

  const none = { critical: 0, high: 0, medium: 0, low: 0, negligible: 0, unknown: 0 };
  expect(weeks.map(({ risk, removed, otherwise }) => ({ risk, removed, otherwise }))).toEqual([
    { risk: 10, removed: { ...none, high: 1 }, otherwise: { advisories: 0, decided: 0, gone: 0 } },
    { risk: 41, removed: { ...none, critical: 1, unknown: 1 }, otherwise: { advisories: 0, decided: 0, gone: 0 } },
    { risk: 0, removed: none, otherwise: { advisories: 1, decided: 1, gone: 2 } },
  ]);
  expect(medianDays).toBeCloseTo(13, 3);
  expect((await readRemediation(db, 1)).weeks).toHaveLength(1);
  expect((await readRemediation(db, 1)).medianDays).toBeNull();
});
