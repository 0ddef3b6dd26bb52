import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { tarHeader, writeTar } from '@plimsoll/testkit';
import { afterAll, expect, it } from 'vitest';
import { openArchive } from './archive-index.ts';

const directory = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const file = join(directory, 'archive.tar');

it('says where files lie, links included, and leaves out what leads outside', async () => {
  const archive = writeTar([
    { path: './a/big', content: 'b'.repeat(200_000) },
    { path: 'a/soft', type: 'symlink', target: '../a/big' },
    { path: 'hard', type: 'hardlink', target: 'a/soft' },
    { path: 'out', type: 'symlink', target: '../../etc/passwd' },
    { path: 'loop', type: 'symlink', target: 'loop' },
    { path: '../up', content: 'x' },
    { path: 'last', content: 'l' },
  ]);
  writeFileSync(file, archive);

  const { handle, files } = await openArchive(file);
  await handle.close();

  expect([...files.keys()]).toEqual(['a/big', 'last', 'a/soft', 'hard']);
  expect(files.get('hard')).toEqual(files.get('a/big'));
  expect(Buffer.from(archive).toString('latin1', files.get('last')!.offset, files.get('last')!.offset + 1)).toBe('l');
});

it.each([
  ['UNSUPPORTED_FORMAT', gzipSync(writeTar([]))],
  ['CORRUPT_ARCHIVE', Buffer.alloc(1024, 'x')],
  ['TRUNCATED', tarHeader({ path: 'a', typeFlag: '0', sizeBytes: 1e9 })],
])('refuses with %s what it cannot index', async (code, bytes) => {
  writeFileSync(file, bytes);

  await expect(openArchive(file)).rejects.toMatchObject({ code });
});

it('takes an empty file for an empty archive', async () => {
  writeFileSync(file, '');

  const { handle, files } = await openArchive(file);
  await handle.close();

  expect(files.size).toBe(0);
});
