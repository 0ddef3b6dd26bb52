import type { Epss } from '@plimsoll/model';
import { afterAll, expect, it } from 'vitest';
import { saveEpssScores } from './epss-scores.ts';
import {
  addRepository,
  AdvisoryWorld,
  digestOf,
  imageId,
  inventoryOf,
  list,
  listed,
  npmMember,
  read,
  setOf,
  vulnerabilityOf,
} from './testing/fleet.ts';
import { createTestDatabase } from './testing/test-database.ts';
import { addGroups } from './vulnerability-groups.ts';
import { describeVulnerability, listVulnerabilities } from './vulnerabilities.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

const world = new AdvisoryWorld();
const kev = { dateAdded: '2026-01-01', dueDate: '2026-02-01', ransomware: false };
for (const [name, more] of [
  ['CVE-1', {}],
  ['CVE-2', { cvss: { vector: '', score: 8 } }],
  ['CVE-3', { kev }],
] as const)
  world.advisories.push({ vulnerability: vulnerabilityOf(name, more), name: 'left-pad', severity: 'high', fixedVersions: [] });
const { repository } = await addRepository(db, 'scores');
await list(db, repository, [listed(digestOf('image'), ['1'])]);
await read(db, world, await imageId(db, repository, digestOf('image')), inventoryOf([setOf('s', [npmMember('left-pad')])]));

type Scores = Readonly<Record<string, Omit<Epss, 'date'>>>;

async function save(scores: Scores, date?: string): Promise<number> {
  return saveEpssScores(db, (name) => scores[name], date);
}

/** Name, risk and score, in the order of the list. */
async function listedScores(): Promise<unknown[]> {
  const { rows } = await listVulnerabilities(db, {}, { limit: 10 });
  const risks = await db.query<{ name: string; risk: number }>('select name, risk from vulnerability');
  const riskOf = new Map(risks.rows.map(({ name, risk }) => [name, risk]));
  return rows.map(({ id, epss }) => [id, riskOf.get(id), epss]);
}

it('gives vulnerabilities their scores, and the risk that follows, without another link', async () => {
  const before = await db.query('select * from link order by id');

  expect(
    await save({ 'CVE-1': { probability: 0.94358, percentile: 0.99968 }, 'CVE-3': { probability: 0.1, percentile: 0.9 } }, '2026-09-01'),
  ).toBe(2);

  expect(await listedScores()).toEqual([
    ['CVE-3', 8400, { probability: 0.1, percentile: 0.9, date: '2026-09-01' }],
    ['CVE-1', 8287, { probability: 0.94358, percentile: 0.99968, date: '2026-09-01' }],
    ['CVE-2', 6400, undefined],
  ]);
  expect((await db.query('select * from link order by id')).rows).toEqual(before.rows);
});

it('writes what differs alone', async () => {
  const scores = { 'CVE-1': { probability: 0.123456789012, percentile: 1 / 3 }, 'CVE-2': { probability: 1, percentile: 1 } };
  await save(scores, '2026-09-02');
  expect(await save(scores, '2026-09-03')).toBe(0);
  expect((await describeVulnerability(db, 'CVE-2'))?.epss).toEqual({ probability: 1, percentile: 1, date: '2026-09-03' });

  expect(await save({ ...scores, 'CVE-2': { probability: 0.5, percentile: 0.9 } }, '2026-09-04')).toBe(1);
});

it('corrects a risk that another formula gave', async () => {
  await db.query(`update vulnerability set risk = 1 where name = 'CVE-2'`);

  expect(await save({ 'CVE-2': { probability: 0.5, percentile: 0.9 } }, '2026-09-04')).toBeGreaterThan(0);

  expect((await listedScores())[1]).toEqual(['CVE-2', 7400, expect.anything()]);
});

it('takes scores away that are no more', async () => {
  expect(await save({})).toBe(1);

  expect(await listedScores()).toMatchObject([
    ['CVE-3', 8400, undefined],
    ['CVE-2', 6400, undefined],
    ['CVE-1', 6400, undefined],
  ]);
});

it('goes through more than one transaction holds', async () => {
  const names = Array.from({ length: 10_001 }, (_, index) => `CVE-2026-${index}`);
  await db.transaction((tx) =>
    addGroups(
      tx,
      names.map((name) => vulnerabilityOf(name)),
    ),
  );

  expect(
    await saveEpssScores(db, (name) => (name.startsWith('CVE-2026-') ? { probability: 0.5, percentile: 0.5 } : undefined), '2026-09-05'),
  ).toBe(10_001);
});
