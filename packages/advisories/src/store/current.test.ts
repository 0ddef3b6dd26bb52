import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { publish, readCurrent, readCurrentOrNone, type StoreStatus } from './current.ts';

let dir: string;

const status: StoreStatus = {
  builtAt: '2026-01-01T00:00:00.000Z',
  records: 1,
  feeds: [{ id: 'npm', url: '/npm', records: 1, malformed: 0 }],
};

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'plimsoll-current-'));
});

afterEach(async () => {
  await rm(dir, { recursive: true });
});

it('keeps the former file for its readers, and deletes older ones', async () => {
  for (const name of ['advisories-1.mdb', 'advisories-2.mdb', 'advisories-3.mdb', 'advisories-1.mdb-lock', 'notes.txt'])
    await writeFile(join(dir, name), '');

  await publish(dir, 'advisories-2.mdb', status);
  await publish(dir, 'advisories-3.mdb', status);

  expect(readCurrent(dir)).toEqual({ file: 'advisories-3.mdb', sizeBytes: 0, status });
  expect((await readdir(dir)).toSorted()).toEqual(['advisories-2.mdb', 'advisories-3.mdb', 'current.json', 'notes.txt']);
});

it('knows a folder without a store', () => {
  expect(readCurrent(dir)).toBeUndefined();
  expect(readCurrent(join(dir, 'none'))).toBeUndefined();
});

it.each(['{', '{"version":2}', '{"version":1,"file":"../../etc/passwd","sizeBytes":0,"status":{"builtAt":"","records":0,"feeds":[]}}'])(
  'refuses %s',
  async (text) => {
    await writeFile(join(dir, 'current.json'), text);

    expect(() => readCurrent(dir)).toThrow(expect.objectContaining({ code: 'STORE_INVALID' }) as Error);
    expect(readCurrentOrNone(dir)).toBeUndefined();
  },
);
