import { expect, it } from 'vitest';
import { parsePax } from './pax.ts';

it.each<[string, unknown]>([
  ['', {}],
  [record('path=a'), { path: 'a' }],
  [record('path=a') + record('path=b'), { path: 'b' }],
  [record('path=a') + record('path='), {}],
  [record('linkpath=b=c\nd'), { linkPath: 'b=c\nd' }],
  [record('SCHILY.xattr.user.a=\n\0=\n') + record('size=1234'), { sizeBytes: 1234 }],
  [record('GNU.sparse.major=1') + record('GNU.sparse.name=a/b') + record('path=GNUSparse/x'), { path: 'a/b', isSparse: true }],
  [record('path=ä€'), { path: 'ä€' }],
  [`${record('path=a')}\0\0\0`, { path: 'a' }],
])('reads %j', (text, expected) => {
  expect(parsePax(Buffer.from(text))).toEqual(expected);
});

it.each([
  'path=a\n',
  '11 path=a\n',
  '8 path=a\n',
  '3 \n',
  '10 path=a',
  '6 path\n',
  '99999999999 path=a\n',
  record('path=a\0b'),
  record('size=0x10'),
  record('size=-1'),
  record('size=9007199254740993'),
  '1'.repeat(500_000),
])('refuses %.30j', (text) => {
  expect(() => parsePax(Buffer.from(text))).toThrow(expect.objectContaining({ code: 'CORRUPT_ARCHIVE' }));
});

function record(text: string): string {
  const rest = Buffer.byteLength(text) + 2;
  const length = rest + (rest + 1 < 10 ? 1 : rest + 2 < 100 ? 2 : 3);
  return `${length} ${text}\n`;
}
