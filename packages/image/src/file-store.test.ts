import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { archiveStore, directoryStore, readSmallFile } from './file-store.ts';

const directory = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
mkdirSync(join(directory, 'blobs'));
writeFileSync(join(directory, 'blobs/a'), 'content');
writeFileSync(join(directory, 'empty'), '');
writeFileSync(join(directory, 'archive'), `before${'content'}${'x'.repeat(10)}`);

describe.each([
  ['directory', async () => directoryStore('d', directory)],
  [
    'archive',
    async () =>
      archiveStore(
        'a',
        await open(join(directory, 'archive')),
        new Map([
          ['blobs/a', { offset: 6, sizeBytes: 7 }],
          ['empty', { offset: 6, sizeBytes: 0 }],
        ]),
      ),
  ],
])('the files of a %s', (_, openStore) => {
  it('are read whole', async () => {
    const store = await openStore();

    expect(Buffer.from((await readSmallFile(store, 'blobs/a', 7))!).toString()).toBe('content');
    expect(await readSmallFile(store, 'empty', 7)).toHaveLength(0);
    await store.close();
  });

  it('may be absent', async () => {
    const store = await openStore();

    expect(await readSmallFile(store, 'blobs', 7)).toBeUndefined();
    expect(await store.openFile('empty/x')).toBeUndefined();
    await store.close();
  });

  it('are not read if they are too large', async () => {
    const store = await openStore();

    await expect(readSmallFile(store, 'blobs/a', 6)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    await store.close();
  });
});
