import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from 'lmdb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTables, type Tables } from './tables.ts';

let dir: string;
let tables: Tables;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'plimsoll-tables-'));
  tables = openTables(join(dir, 'deep', 'store.mdb'), { readOnly: false });
});

afterEach(async () => {
  await tables.root.close();
  await rm(dir, { recursive: true });
});

it('has no scores in a store that was built before there were any', async () => {
  const path = join(dir, 'old.mdb');
  const old = open({ path, noSubdir: true });
  await old.openDB<string, string>({ name: 'aliases' }).put('GHSA-1', 'CVE-2026-1');
  await old.close();

  const opened = openTables(path, { readOnly: true });

  expect([opened.epss, opened.aliases.get('GHSA-1')]).toEqual([undefined, 'CVE-2026-1']);
  await opened.root.close();
});

it.each(['a', '@scope/a', 'ü/ß:1', 'x'.repeat(1023)])('keeps packages named %j apart', (name) => {
  tables.packageDigests.putSync(['npm', name], 'this');
  tables.packageDigests.putSync(['npm', `${name}x`], 'that');
  tables.packageDigests.putSync(['np', `m${name}`], 'other');

  expect(tables.packageDigests.get(['npm', name])).toBe('this');
});
