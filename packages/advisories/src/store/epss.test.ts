import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AliasGroups } from '../alias-groups.ts';
import { writeEpssFile } from '../testing/mirror.ts';
import { writeEpss } from './epss.ts';
import { openTables, type Tables } from './tables.ts';

let dir: string;
let tables: Tables;
let path: string;
const groups = new AliasGroups();
groups.add({ id: 'GHSA-1', aliases: ['CVE-2026-1', 'CVE-2026-2'], upstream: [], related: [] });
groups.add({ id: 'GHSA-3', aliases: ['CVE-2026-3'], upstream: [], related: [] });

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'plimsoll-scores-'));
  path = join(dir, 'scores.csv');
  tables = openTables(join(dir, 'store.mdb'), { readOnly: false });
});

afterEach(async () => {
  await tables.root.close();
  await rm(dir, { recursive: true });
});

it.each([
  ['first', { 'CVE-2026-2': [0.4, 0.8], 'CVE-2026-1': [0.1, 0.2] }],
  ['last', { 'CVE-2026-1': [0.1, 0.2], 'CVE-2026-2': [0.4, 0.8] }],
] as const)('gives a group the highest of its CVEs (%s of the file), and leaves out CVEs that nobody names', async (_, scores) => {
  await writeEpssFile(path, { ...scores, 'CVE-2026-3': [0, 0], 'CVE-2026-4': [1, 1] }, '2026-09-01');

  const feed = await writeEpss(tables, groups, path);

  expect(feed).toMatchObject({ id: 'epss', records: 4, malformed: 0, newestAt: '2026-09-01T00:00:00.000Z', edition: 'v2026.03.14' });
  expect([...tables.epss!.getRange()].map(({ key, value }) => [key, value])).toEqual([
    ['CVE-2026-1', { probability: 0.4, percentile: 0.8, date: '2026-09-01' }],
    ['CVE-2026-3', { probability: 0, percentile: 0, date: '2026-09-01' }],
  ]);
});

it('tells what could not be read', async () => {
  await writeFile(path, '#score_date:2026-09-01\ncve,epss,percentile\nCVE-2026-1,0.5,0.5\nCVE-2026-3,high,0.5\n');

  expect(await writeEpss(tables, groups, path)).toMatchObject({ records: 1, malformed: 1, problems: [{ code: 'MALFORMED_RECORD' }] });
});
