import { expect, it } from 'vitest';
import { linkedSymbols } from './linked-symbols.ts';
import type { GoModules } from './modules.ts';

const MODULES: GoModules = {
  mainPackage: 'example.com/app/cmd',
  main: { path: 'example.com/app', version: '' },
  dependencies: [
    { path: 'github.com/a/b', version: 'v1.0.0', replacement: { path: 'github.com/fork/b', version: 'v1.0.1' } },
    { path: 'github.com/a/b/v2', version: 'v2.0.0' },
  ],
};

it('keeps what belongs to modules and the standard library', () => {
  const names = [
    'net/http.Get',
    'main.main',
    'example.com/app/internal.Run',
    'github.com/a/b/sub.(*T).M',
    'github.com/a/b.F',
    'github.com/a/b.F',
    'github.com/a/b/v2.G',
    'github.com/unknown/x.F',
    '/root/go/src/x.go',
    'type:.eq.x',
    'go.buildid',
    'c.x',
    'go/ast.Walk',
    'github.com/a/b.E',
  ];

  expect(linkedSymbols(names, MODULES)).toEqual({
    'example.com/app/cmd': ['main'],
    'example.com/app/internal': ['Run'],
    'github.com/a/b/v2': ['G'],
    'github.com/fork/b': ['E', 'F'],
    'github.com/fork/b/sub': ['T.M'],
    'go/ast': ['Walk'],
    'net/http': ['Get'],
  });
});

it('gives up beyond half a million symbols', () => {
  const names = Array.from({ length: 500_001 }, (_, i) => `net/http.F${i}`);

  expect(linkedSymbols(names, MODULES)).toBeUndefined();
});

it('is not confused by names of JavaScript', () => {
  expect(Object.keys(linkedSymbols(['constructor.F'], { mainPackage: '', main: undefined, dependencies: [] }) ?? {})).toEqual([
    'constructor',
  ]);
});
