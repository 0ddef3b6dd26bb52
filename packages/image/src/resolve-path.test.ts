import { expect, it } from 'vitest';
import { followLinks, resolvePath } from './resolve-path.ts';

const links = new Map([
  ['lib', 'usr/lib'],
  ['usr/lib/x', '../share/./x'],
  ['abs', '/opt'],
  ['out', '../../..'],
  ['loop', 'loop'],
  ['grow', 'grow/grow'],
]);
const view = { targetOf: (path: string) => links.get(path) };

it.each`
  path            | expected
  ${'lib/y'}      | ${'usr/lib/y'}
  ${'lib/x/z'}    | ${'usr/share/x/z'}
  ${'a/b/../c'}   | ${'a/c'}
  ${'usr/../abs'} | ${'opt'}
  ${'out/etc'}    | ${'etc'}
  ${'loop'}       | ${undefined}
  ${'grow'}       | ${undefined}
  ${''}           | ${''}
`('resolvePath("$path") is $expected', ({ path, expected }) => {
  expect(resolvePath(path, view)).toBe(expected);
});

it('followLinks ends at what is no link, and gives up in a circle', () => {
  const next = new Map([
    ['a', 'b'],
    ['b', 'c'],
    ['x', 'y'],
    ['y', 'x'],
  ]);

  expect(followLinks('a', (path) => next.get(path))).toBe('c');
  expect(followLinks('x', (path) => next.get(path))).toBeUndefined();
});
