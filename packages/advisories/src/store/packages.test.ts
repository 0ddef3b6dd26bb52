import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from 'lmdb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AffectedPackage } from '../advisory.ts';
import { AliasGroups } from '../alias-groups.ts';
import { writePackages } from './packages.ts';
import type { RawTable, ReadRecord } from './records.ts';
import { openTables, type Tables } from './tables.ts';

let dir: string;
let tables: Tables;
let raw: RawTable & { close(): Promise<void> };

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'plimsoll-packages-'));
  tables = openTables(join(dir, 'store.mdb'), { readOnly: false });
  raw = open<readonly AffectedPackage[], [string, string, string]>({ path: join(dir, 'raw.mdb'), noSubdir: true });
});

afterEach(async () => {
  await raw.close();
  await tables.root.close();
  await rm(dir, { recursive: true });
});

it('joins the statements of all records about a package, thousands of packages too', () => {
  const record: ReadRecord = { id: 'GHSA-1', aliases: ['CVE-2026-1'], upstream: [], related: [], label: undefined };
  const bundle: ReadRecord = { id: 'DSA-1-1', aliases: [], upstream: ['CVE-2026-1', 'CVE-2026-2'], related: [], label: 'high' };
  const groups = new AliasGroups();
  groups.add(record);
  groups.add(bundle);
  const affected = (ecosystem: string, release: string, name: string): AffectedPackage => ({
    ecosystem,
    release,
    name,
    ranges: [],
    versions: ['1'],
  });
  for (let i = 0; i < 2500; i++) raw.putSync(['npm', `p${i}`, 'GHSA-1'], [affected('npm', '', `p${i}`)]);
  raw.putSync(['Debian', 'x', 'DSA-1-1'], [affected('Debian', '12', 'x'), affected('Debian', '11', 'x')]);
  raw.putSync(['Debian', 'x', 'GONE-1'], [affected('Debian', '10', 'x')]);

  writePackages(
    tables,
    raw,
    groups,
    new Map([record, bundle].map((item) => [item.id, item])),
    new Map([['CVE-2026-1', { own: 'low', severity: 'low' }]]),
  );

  expect(tables.packages.getKeysCount()).toBe(2501);
  expect(tables.packageDigests.getKeysCount()).toBe(2501);
  expect(tables.packages.get(['npm', 'p2499'])).toMatchObject([
    { advisory: 'GHSA-1', vulnerabilities: [{ id: 'CVE-2026-1', severity: 'low' }] },
  ]);
  expect(
    tables.packages.get(['Debian', 'x'])?.map(({ advisory, release, vulnerabilities }) => [advisory, release, vulnerabilities]),
  ).toEqual(
    ['12', '11'].map((release) => [
      'DSA-1-1',
      release,
      [
        { id: 'CVE-2026-1', severity: 'low' },
        { id: 'CVE-2026-2', severity: 'high' },
      ],
    ]),
  );
  expect(tables.releases.get('Debian')).toEqual(['11', '12']);
});
