import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { compareStores } from './changes.ts';
import { openTables } from './tables.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'plimsoll-changes-'));
});

afterEach(async () => {
  await rm(dir, { recursive: true });
});

async function store(file: string, digests: Readonly<Record<string, string>>): Promise<string> {
  const path = join(dir, file);
  const tables = openTables(path, { readOnly: false });
  for (const [name, digest] of Object.entries(digests)) {
    tables.packageDigests.putSync(['npm', name], digest);
    tables.vulnerabilityDigests.putSync(`CVE-${name}`, digest);
  }
  await tables.root.close();
  return path;
}

it('names what is new, gone or different', async () => {
  const before = await store('a.mdb', { same: '1', other: '1', gone: '1' });
  const after = await store('b.mdb', { same: '1', other: '2', fresh: '1' });

  expect(await compareStores(before, after)).toEqual({
    packages: [
      { ecosystem: 'npm', name: 'fresh' },
      { ecosystem: 'npm', name: 'other' },
      { ecosystem: 'npm', name: 'gone' },
    ],
    vulnerabilities: ['CVE-fresh', 'CVE-other', 'CVE-gone'],
  });
});

it('names everything where there is nothing to compare with', async () => {
  expect((await compareStores(undefined, await store('a.mdb', { one: '1' }))).vulnerabilities).toEqual(['CVE-one']);
});
