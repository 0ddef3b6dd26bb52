import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { zipOf } from '../testing/zip.ts';
import { openZip } from './zip.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'plimsoll-zip-'));
});

afterEach(async () => {
  await rm(dir, { recursive: true });
});

async function read(archive: Uint8Array, maxBytes = 1_000_000): Promise<Record<string, string>> {
  const path = join(dir, 'all.zip');
  await writeFile(path, archive);
  const zip = await openZip(path);
  const files: Record<string, string> = {};
  try {
    for await (const entry of zip.entries()) files[entry.name] = Buffer.from(entry.read(maxBytes)).toString();
  } finally {
    zip.close();
  }
  return files;
}

it('reads every file, not folders', async () => {
  expect(await read(zipOf({ 'a.json': '{}', 'folder/': '', 'folder/b.json': 'x'.repeat(5000) }))).toEqual({
    'a.json': '{}',
    'folder/b.json': 'x'.repeat(5000),
  });
});

it('reads a directory that is larger than what it reads ahead', async () => {
  const files = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`${'long-name-'.repeat(6)}${i}.json`, String(i)]));

  expect(await read(zipOf(files))).toEqual(files);
});

it('reads an empty archive', async () => {
  expect(await read(zipOf({}))).toEqual({});
});

it('does not unpack more than it may', async () => {
  await expect(read(zipOf({ 'bomb.json': Buffer.alloc(10_000_000) }), 1000)).rejects.toMatchObject({ code: 'FEED_INVALID' });
});

it('does not believe the size that an archive states', async () => {
  const archive = zipOf({ 'bomb.json': Buffer.alloc(10_000_000) });
  archive.writeUInt32LE(100, archive.lastIndexOf(Buffer.from('PK\x01\x02')) + 24);

  await expect(read(archive, 20_000)).rejects.toMatchObject({ code: 'FEED_INVALID' });
});

it('notices damaged content', async () => {
  const archive = zipOf({ 'a.json': 'hello hello hello' });
  archive.writeUInt32LE(0, archive.lastIndexOf(Buffer.from('PK\x01\x02')) + 16);

  await expect(read(archive)).rejects.toMatchObject({ code: 'FEED_INVALID' });
});

it.each`
  what             | bytes
  ${'nothing'}     | ${Buffer.alloc(0)}
  ${'a text'}      | ${Buffer.from('<html>not found</html>'.repeat(100))}
  ${'half of one'} | ${zipOf({ 'a.json': 'x'.repeat(1000) }).subarray(0, 60)}
`('refuses $what', async ({ bytes }) => {
  await expect(read(bytes)).rejects.toMatchObject({ code: 'FEED_INVALID' });
});
