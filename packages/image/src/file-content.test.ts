import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect, it } from 'vitest';
import { FileContent } from './file-content.ts';
import { digestOf } from './read-blob.ts';

it.each([
  ['memory', false],
  ['a temporary file', true],
])('holds a file in %s', (_, isSpooled) => {
  const before = spools();
  const content = new FileContent('a/b', 11, 0o755, isSpooled);
  content.append(Buffer.from('hello '));
  content.append(Buffer.from('world'));

  const entry = content.toEntry();

  expect(entry).toMatchObject({ path: 'a/b', sizeBytes: 11, mode: 0o755, digest: digestOf(Buffer.from('hello world')) });
  expect([entry.read(0, 5), entry.read(6, 100), entry.read(50, 1)].map((bytes) => Buffer.from(bytes).toString())).toEqual([
    'hello',
    'world',
    '',
  ]);
  expect(spools()).toEqual(before);
  content.close();
});

it('gives the whole content only from memory', () => {
  const small = new FileContent('a', 0, 0o644, false);
  const large = new FileContent('a', 0, 0o644, true);

  expect(small.toEntry().bytes()).toHaveLength(0);
  expect(() => large.toEntry().bytes()).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED' }));
  large.close();
});

/** Nothing may be left under the temporary directory even while a file is open. */
function spools(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('plimsoll-') && !name.startsWith('plimsoll-test-'));
}
