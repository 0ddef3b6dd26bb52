import { describe, expect, it } from 'vitest';
import { python } from './python.ts';
import { analyze, describeAnalyzer } from './testing/conformance.ts';

describeAnalyzer(python);

describe('python', () => {
  it.each`
    path                                                                      | matches  | database
    ${'usr/lib/python3.11/site-packages/a-1.dist-info/METADATA'}              | ${true}  | ${'usr/lib/python3.11/site-packages'}
    ${'usr/lib/python3/dist-packages/a-1.egg-info'}                           | ${true}  | ${'usr/lib/python3/dist-packages'}
    ${'opt/site-packages/setuptools/_vendor/wheel-0.45.1.dist-info/METADATA'} | ${true}  | ${'opt/site-packages'}
    ${'opt/app/a-1.egg/EGG-INFO/PKG-INFO'}                                    | ${true}  | ${'opt/app'}
    ${'opt/app/a.egg-info/PKG-INFO'}                                          | ${true}  | ${'opt/app'}
    ${'opt/site-packages/pip-26.0.dist-info/sboms/pip.cdx.json'}              | ${false} | ${'opt/site-packages'}
    ${'opt/site-packages/a-1.dist-info/RECORD'}                               | ${false} | ${'opt/site-packages'}
  `('$path: matches $matches, database $database', ({ path, matches, database }) => {
    expect(python.matches(path)).toBe(matches);
    expect(python.database?.(path)).toBe(database);
  });

  it('is quick about 500,000 blanks', () => {
    const text = `Name:${' '.repeat(500_000)}a${' '.repeat(300_000)}b\nVersion: 1\n`;

    const { packages } = analyze(python, 'x/a-1.dist-info/METADATA', new TextEncoder().encode(text));

    expect(packages).toEqual([]);
  });
});
