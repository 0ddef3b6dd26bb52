import { afterAll, expect, it } from 'vitest';
import { readScatter } from './scatter.ts';
import { addRepository } from './testing/fleet.ts';
import { createTestDatabase } from './testing/test-database.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

it('is empty where there is nothing', async () => {
  expect(await readScatter(db, 500)).toEqual([]);
});

it('has those of current images, highest risk first, with what is known of them', async () => {
  const [{ repository: one }, { repository: two }] = [await addRepository(db, 'one'), await addRepository(db, 'two')];
  await db.query(
    `insert into vulnerability (severity, risk, kev, epss, cvss_score, name) values
       (5, 900, true, 0.94, 9.8, 'CVE-A'), (0, 100, false, null, null, 'CVE-B'), (4, 900, false, 0, 7.5, 'CVE-C'), (4, 999, false, 0.5, 5, 'CVE-GONE')`,
  );
  await db.query(
    `insert into repository_vulnerability (repository_id, vulnerability_id, images, fixable, ecosystems)
     select r.id, v.id, case v.name when 'CVE-GONE' then 0 when 'CVE-A' then r.n else 1 end, 0, 1
     from (values ($1::int, 2), ($2::int, 3)) as r (id, n), vulnerability v where v.name <> 'CVE-B' or r.id = $1`,
    [one, two],
  );

  const rows = await readScatter(db, 500);

  expect(rows.map(({ id, images }) => [id, images])).toEqual([
    ['CVE-C', 2],
    ['CVE-A', 5],
    ['CVE-B', 1],
  ]);
  expect(rows[0]).toMatchObject({ severity: 'high', epss: 0, cvss: 7.5, exploited: false });
  expect(rows[1]!.epss).toBeCloseTo(0.94, 5);
  expect(rows[1]!.exploited).toBe(true);
  expect(rows[2]).toEqual({ id: 'CVE-B', severity: 'unknown', exploited: false, images: 1 });
  expect((await readScatter(db, 2)).map(({ id }) => id)).toEqual(['CVE-C', 'CVE-A']);
});
