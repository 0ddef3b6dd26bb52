import { afterAll, expect, it } from 'vitest';
import { readAgeing } from './ageing.ts';
import { disconnect } from './connections.ts';
import { exposedRepository } from './testing/exposures.ts';
import { createTestDatabase } from './testing/test-database.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

const ago = (interval: string) => `now() - interval '${interval}'`;
const NONE = { critical: 0, high: 0, medium: 0, low: 0, negligible: 0, unknown: 0 };

it('has every bucket when there is nothing', async () => {
  expect(await readAgeing(db)).toEqual({
    buckets: [
      { fromDays: 0, toDays: 7, withFix: NONE, withoutFix: NONE },
      { fromDays: 7, toDays: 30, withFix: NONE, withoutFix: NONE },
      { fromDays: 30, toDays: 90, withFix: NONE, withoutFix: NONE },
      { fromDays: 90, toDays: null, withFix: NONE, withoutFix: NONE },
    ],
  });
});

it('counts what is open by its age, with and without a fix', async () => {
  const { expose } = await exposedRepository(db, 'one');
  await expose({ since: ago('6 days 23 hours'), severity: 5 });
  await expose({ since: ago('7 days 1 hour'), severity: 5, fixable: false });
  await expose({ since: ago('31 days'), severity: 1 });
  await expose({ since: ago('31 days'), severity: 1 });
  await expose({ since: ago('400 days'), severity: 0 });
  await expose({ since: ago('900 days'), until: ago('1 day'), endedAs: 1, severity: 5 });

  const { since, buckets } = await readAgeing(db);

  expect(buckets.map(({ withFix, withoutFix }) => [withFix, withoutFix])).toEqual([
    [{ ...NONE, critical: 1 }, NONE],
    [NONE, { ...NONE, critical: 1 }],
    [{ ...NONE, negligible: 2 }, NONE],
    [{ ...NONE, unknown: 1 }, NONE],
  ]);
  expect(Math.round((Date.now() - since!.getTime()) / 86_400_000)).toBe(400);
});

it('leaves the age of a frozen registry as it was', async () => {
  const { connection, expose } = await exposedRepository(db, 'frozen');
  await expose({ since: ago('100 days'), severity: 3 });
  expect((await readAgeing(db)).buckets[3]!.withFix.medium).toBe(1);

  await disconnect(db, connection);
  await db.query(`update connection set disconnected_at = ${ago('80 days')} where id = $1`, [connection]);

  const { buckets } = await readAgeing(db);
  expect([buckets[1]!.withFix.medium, buckets[3]!.withFix.medium]).toEqual([1, 0]);
});
