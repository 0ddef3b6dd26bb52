import { expect, it } from 'vitest';
import { LayerContents } from './layer-contents.ts';
import { defaultLimits } from './limits.ts';
import type { TarMember } from './tar-parser.ts';

it('does not begin a file before it was sniffed at', async () => {
  const heads: number[] = [];
  const found: string[] = [];
  const contents = new LayerContents(
    {
      matches: () => true,
      sniff: (_, head) => heads.push(head.length) === 1,
      onFile: async (entry) => {
        await Promise.resolve();
        found.push(Buffer.from(entry.bytes()).toString());
      },
    },
    defaultLimits,
  );

  expect(contents.onMember(file('a', 100))).toBe(true);
  expect(contents.onContent(Buffer.alloc(63, 'x'))).toBe(true);
  expect(heads).toEqual([]);
  expect(contents.onContent(Buffer.alloc(37, 'y'))).toBe(true);
  contents.onMemberEnd();
  expect(contents.onMember(file('b', 100))).toBe(true);
  expect(contents.onContent(Buffer.alloc(100))).toBe(false);
  await contents.handOn();
  await contents.handOn();

  expect(heads).toEqual([64, 64]);
  expect(found).toEqual(['x'.repeat(63) + 'y'.repeat(37)]);
});

it('asks nothing about whiteouts, the root and unsafe names', () => {
  const asked: string[] = [];
  const contents = new LayerContents({ matches: (path) => asked.push(path) > 0, onFile: () => {} }, defaultLimits);

  for (const path of ['./', 'a/.wh.b', '.wh..wh..opq', '../x', `${'d/'.repeat(300)}f`, 'x'.repeat(5000)]) contents.onMember(file(path, 0));
  contents.onMember(file('./ok', 0));
  contents.close();

  expect(asked).toEqual(['ok']);
  expect(contents.tree.build(undefined, 0).problems.map(({ code }) => code)).toEqual(['UNSAFE_PATH', 'LIMIT_EXCEEDED', 'LIMIT_EXCEEDED']);
});

it('tells every member, and keeps the name of a file deep down if asked to', () => {
  const seen: string[] = [];
  const contents = new LayerContents(
    {
      matches: () => false,
      onMember: (path, { type, mode, sizeBytes }) => seen.push(`${type} ${path} ${mode.toString(8)} ${sizeBytes}`) === 1,
      onFile: () => {},
    },
    defaultLimits,
  );

  expect(contents.onMember({ ...file('a/b/c/d/kept', 7), mode: 0o4755 })).toBe(false);
  contents.onMember(file('a/b/c/d/other', 0));
  contents.onMember({ ...file('a/', 0), type: 'directory', mode: 0o1777 });
  contents.onMember(file('a/.wh.gone', 0));

  expect(seen).toEqual(['file a/b/c/d/kept 4755 7', 'file a/b/c/d/other 644 0', 'directory a 1777 0']);
  expect(contents.tree.build(undefined, 0).shadows).toEqual(['a/b/c/d/kept']);
});

function file(path: string, sizeBytes: number): TarMember {
  return { path, type: 'file', linkPath: '', sizeBytes, mode: 0o644, offset: 0 };
}
