import { describe, expect, it } from 'vitest';
import { npmLock } from './npm-lock.ts';
import { analyze, describeAnalyzer } from './testing/conformance.ts';

describeAnalyzer(npmLock);

describe('npm-lock', () => {
  it.each`
    path                                                        | matches  | supersededBy
    ${'srv/app/package-lock.json'}                              | ${true}  | ${'srv/app/node_modules'}
    ${'package-lock.json'}                                      | ${true}  | ${'node_modules'}
    ${'srv/app/npm-shrinkwrap.json'}                            | ${true}  | ${'srv/app/node_modules'}
    ${'srv/app/node_modules/.package-lock.json'}                | ${true}  | ${'srv/app/node_modules'}
    ${'srv/app/node_modules/a/npm-shrinkwrap.json'}             | ${false} | ${'srv/app/node_modules'}
    ${'srv/app/node_modules/a/node_modules/.package-lock.json'} | ${false} | ${'srv/app/node_modules'}
  `('$path: matches $matches, superseded by $supersededBy', ({ path, matches, supersededBy }) => {
    expect(npmLock.matches(path)).toBe(matches);
    expect(npmLock.supersededBy?.(path)).toBe(supersededBy);
  });

  it('holds a package for a development dependency only if every place says so', () => {
    const lock = {
      packages: {
        'node_modules/a': { version: '1.0.0', dev: true },
        'node_modules/b/node_modules/a': { version: '1.0.0' },
        'node_modules/c/node_modules/a': { version: '1.0.0', dev: true },
        'node_modules/d': { version: '1.0.0', dev: true },
        'node_modules/e/node_modules/d': { version: '1.0.0', dev: true },
      },
    };

    const { packages } = analyze(npmLock, 'package-lock.json', new TextEncoder().encode(JSON.stringify(lock)));

    expect(packages.map(({ name, dev }) => [name, dev])).toEqual([
      ['a', undefined],
      ['d', true],
    ]);
  });
});
