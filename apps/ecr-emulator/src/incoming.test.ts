import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { headerOf, readBody } from './incoming.ts';

const incoming = (chunks: string[]) => ({
  method: 'POST',
  path: '/',
  rawQuery: '',
  query: new URLSearchParams(),
  headers: new Map([['x-a', ['1', '2']]]),
  body: Readable.from(chunks.map((chunk) => Buffer.from(chunk))),
});

it('reads a body up to its limit', async () => {
  expect((await readBody(incoming(['ab', 'c']), 3)).toString()).toBe('abc');
  await expect(readBody(incoming(['ab', 'cd']), 3)).rejects.toMatchObject({ code: 'RequestEntityTooLargeException', status: 413 });
});

it('gives the first value of a header', () => {
  expect(headerOf(incoming([]), 'x-a')).toBe('1');
  expect(headerOf(incoming([]), 'x-b')).toBeUndefined();
});
