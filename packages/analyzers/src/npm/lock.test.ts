import { expect, it } from 'vitest';
import { lockedByName, lockedByPath } from './lock.ts';

it('reads entries by path', () => {
  const locked = lockedByPath({
    '': { name: 'app', version: '1.0.0' },
    'packages/tool': { name: 'tool', version: '1.0.0' },
    'node_modules/tool': { resolved: 'packages/tool', link: true },
    'node_modules/@a/b': { version: '2.0.0', license: 'MIT' },
    'node_modules/@a/b/node_modules/alias': { name: 'real', version: '3.0.0', dev: true },
    'node_modules/nothing': { resolved: 'x' },
    'node_modules/broken': 7,
  });

  expect(locked).toEqual([
    { name: '@a/b', version: '2.0.0', licenses: ['MIT'], dev: false },
    { name: 'real', version: '3.0.0', licenses: [], dev: true },
  ]);
});

it('reads entries by name, nested ones and aliases too', () => {
  const locked = lockedByName({
    a: { version: '1.0.0', dependencies: { b: { version: '2.0.0', dev: true } } },
    alias: { version: 'npm:@real/name@3.0.0' },
    git: { version: 'git+ssh://git@example.com/x.git#abc' },
    archive: { version: 'file:x.tgz' },
  });

  expect(locked.map(({ name, version, dev }) => [name, version, dev])).toEqual([
    ['a', '1.0.0', false],
    ['@real/name', '3.0.0', false],
    ['b', '2.0.0', true],
  ]);
});

it('reads no tree from anything else', () => {
  expect(lockedByName('x')).toEqual([]);
  expect(lockedByName(undefined)).toEqual([]);
});

it('survives a deep tree', () => {
  let tree: unknown = {};
  for (let i = 0; i < 100_000; i++) tree = { a: { version: '1.0.0', dependencies: tree } };

  expect(lockedByName(tree)).toHaveLength(100_000);
});
