import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAX_DOCUMENT_BYTES } from '@plimsoll/sbom';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readDocument } from './read-document.ts';

let dir: string;
beforeAll(async () => void (dir = await mkdtemp(join(tmpdir(), 'plimsoll-document-'))));
afterAll(() => rm(dir, { recursive: true }));

it('reads a file', async () => {
  await writeFile(join(dir, 'a.json'), '{}');

  expect(Buffer.from(await readDocument(join(dir, 'a.json'))).toString()).toBe('{}');
});

it('names what cannot be read', async () => {
  await expect(readDocument(join(dir, 'gone.json'))).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('gone.json'),
  });
  await expect(readDocument(dir)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

it('does not load what is too large', async () => {
  const file = join(dir, 'huge.json');
  await writeFile(file, '');
  await truncate(file, MAX_DOCUMENT_BYTES + 1);

  await expect(readDocument(file)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
});
