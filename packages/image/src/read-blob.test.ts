import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { digestOf, readBlob } from './read-blob.ts';
import type { ImageSource } from './source.ts';

const CONTENT = Buffer.from('{"a":1}');
const blob = { mediaType: '', digest: digestOf(CONTENT), sizeBytes: CONTENT.length };

it('reads what is as stated', async () => {
  expect(await readBlob(sourceOf(CONTENT), blob, 100)).toEqual(CONTENT);
});

it.each([
  ['TRUNCATED', CONTENT.subarray(1), 100],
  ['SIZE_MISMATCH', Buffer.concat([CONTENT, CONTENT]), 100],
  ['DIGEST_MISMATCH', Buffer.from('{"a":2}'), 100],
  ['LIMIT_EXCEEDED', CONTENT, 3],
])('refuses with %s what is not', async (code, bytes, maxBytes) => {
  await expect(readBlob(sourceOf(bytes), blob, maxBytes)).rejects.toMatchObject({ code });
});

function sourceOf(bytes: Buffer): ImageSource {
  return {
    name: 'memory',
    fetchManifest: () => Promise.reject(new Error('not asked for')),
    openBlob: async () => Readable.from([bytes.subarray(0, 2), bytes.subarray(2)]),
    close: async () => {},
  };
}
