import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

it.each(['a', '@scope/a', 'ü/ß:1', 'x'.repeat(1023)])('keeps packages named %j apart', (name) => {
  tables.packageDigests.putSync(['npm', name], 'this');
  tables.packageDigests.putSync(['npm', `${name}x`], 'that');
  tables.packageDigests.putSync(['np', `m${name}`], 'other');

  expect(tables.packageDigests.get(['npm', name])).toBe('this');
});
