import { expect, it } from 'vitest';
import { effectiveModule, parseGoModules } from './modules.ts';

const TEXT = [
  'path\texample.com/app/cmd/server',
  'mod\texample.com/app\tv1.2.0\th1:x=',
  'dep\tgithub.com/a/b\tv1.0.0\th1:x=',
  'dep\tgithub.com/c/d\tv2.0.0',
  '=>\tgithub.com/fork/d\tv2.0.1\th1:x=',
  'dep\tgithub.com/e/f\tv3.0.0',
  '=>\t./f\t(devel)\t',
  'build\t-compiler=gc',
].join('\n');

it('reads modules and replacements', () => {
  const { mainPackage, main, dependencies } = parseGoModules(TEXT);

  expect(mainPackage).toBe('example.com/app/cmd/server');
  expect(main).toEqual({ path: 'example.com/app', version: 'v1.2.0' });
  expect(dependencies.map(effectiveModule)).toEqual([
    { path: 'github.com/a/b', version: 'v1.0.0' },
    { path: 'github.com/fork/d', version: 'v2.0.1' },
    { path: 'github.com/e/f', version: '' },
  ]);
});

it.each`
  version                                         | expected
  ${'(devel)'}                                    | ${''}
  ${''}                                           | ${''}
  ${'v0.0.0'}                                     | ${''}
  ${'v0.0.0-20250101000000-0123456789ab+dirty'}   | ${''}
  ${'v1.4.1-0.20250101000000-0123456789ab+dirty'} | ${'v1.4.1-0.20250101000000-0123456789ab+dirty'}
`('a main module of version "$version" is of "$expected"', ({ version, expected }) => {
  expect(parseGoModules(`mod\texample.com/app\t${version}\t`).main?.version).toBe(expected);
});

it('knows no main module where files were built', () => {
  expect(parseGoModules('path\tcommand-line-arguments\nmod\tcommand-line-arguments\t(devel)\n=>\tx\tv1')).toEqual({
    mainPackage: 'command-line-arguments',
    main: undefined,
    dependencies: [],
  });
  expect(parseGoModules('')).toEqual({ mainPackage: '', main: undefined, dependencies: [] });
});
