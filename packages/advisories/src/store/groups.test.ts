import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AliasGroups } from '../alias-groups.ts';
import { parseOsv } from '../osv.ts';
import { writeGroups } from './groups.ts';
import { openTables, type Tables } from './tables.ts';

let dir: string;
let tables: Tables;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'plimsoll-groups-'));
  tables = openTables(join(dir, 'store.mdb'), { readOnly: false });
});

afterEach(async () => {
  await tables.root.close();
  await rm(dir, { recursive: true });
});

function write(...records: readonly object[]): ReturnType<typeof writeGroups> {
  const groups = new AliasGroups();
  const parsed = records.map((record) => parseOsv(Buffer.from(JSON.stringify({ modified: '2026-01-01T00:00:00Z', ...record }))));
  for (const { affected: _, ...record } of parsed) {
    groups.add(record);
    tables.advisories.putSync(record.id, record);
  }
  return writeGroups(tables, groups, parsed, new Map([['GHSA-1', { dateAdded: '2026-01-02', dueDate: '2026-01-23', ransomware: true }]]));
}

const reference = (url: string): object => ({ type: 'WEB', url });

it('takes the earliest and latest dates, every reference once, and all weaknesses', () => {
  write(
    { id: 'GHSA-1', aliases: ['CVE-2026-1'], published: '2026-01-01T00:00:00Z', references: [reference('u:1'), reference('u:2')] },
    {
      id: 'PYSEC-1',
      aliases: ['CVE-2026-1'],
      published: '2025-01-01T00:00:00Z',
      modified: '2026-02-01T00:00:00Z',
      references: [reference('u:2')],
    },
    { id: 'DSA-1-1', upstream: ['CVE-2026-1'], modified: '2027-01-01T00:00:00Z', references: [reference('u:3')] },
  );

  expect(tables.vulnerabilities.get('CVE-2026-1')).toMatchObject({
    published: '2025-01-01T00:00:00.000Z',
    modified: '2026-02-01T00:00:00.000Z',
    references: [reference('u:1'), reference('u:2')],
    kev: { ransomware: true },
  });
});

it('keeps at most 200 references', () => {
  write({ id: 'GHSA-1', references: Array.from({ length: 500 }, (_, i) => reference(`u:${i}`)) });

  expect(tables.vulnerabilities.get('GHSA-1')?.references).toHaveLength(200);
});

it('writes nothing for a name that only an alias list knows of a withdrawn record', () => {
  const ratings = write({ id: 'GHSA-1', aliases: ['CVE-2026-1'], withdrawn: '2026-01-01T00:00:00Z' });

  expect([...ratings]).toEqual([]);
  expect(tables.aliases.get('CVE-2026-1')).toBeUndefined();
});

it('answers with the rating of each group', () => {
  expect([...write({ id: 'GHSA-1', database_specific: { severity: 'LOW' } })]).toEqual([['GHSA-1', { own: 'low', severity: 'low' }]]);
});
