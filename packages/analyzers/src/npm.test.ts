import { describe, expect, it } from 'vitest';
import { npm } from './npm.ts';
import { analyze, describeAnalyzer } from './testing/conformance.ts';

describeAnalyzer(npm);

describe('npm', () => {
  it('groups everything below the outermost node_modules', () => {
    expect(npm.database?.('srv/app/node_modules/a/node_modules/b/package.json')).toBe('srv/app/node_modules');
    expect(npm.database?.('srv/app/package.json')).toBe('srv/app/package.json');
    expect(npm.database?.('opt/yarn-v1.22.22/package.json')).toBe('opt/yarn-v1.22.22/package.json');
  });

  it('is quick about 500,000 blanks', () => {
    const text = `{"name": "a${' '.repeat(500_000)}b", "version": "v${' '.repeat(500_000)}1"}`;

    const { problems } = analyze(npm, 'srv/node_modules/a/package.json', new TextEncoder().encode(text));

    expect(problems.map(({ code }) => code)).toEqual(['UNKNOWN_PACKAGE_NAME']);
  });
});
