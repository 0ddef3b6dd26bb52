import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { vectorsOf } from './cvss-vectors.ts';

const LIST = new URL('../../packages/advisories/src/cvss/testdata/cvss-oracle.list', import.meta.url);

it('asks about the vectors of its committed list', () => {
  const lines = readFileSync(LIST, 'utf8').split('\n');
  const vectors = lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split(' ')[0]);

  expect(lines[1]).toBe('# node tools/oracles/cvss-vectors.ts');
  expect(vectors).toEqual(vectorsOf(1600));
});

it('takes the four versions in turn', () => {
  const prefixes = vectorsOf(8).map((vector) => /^CVSS:\d\.\d/u.exec(vector)?.[0] ?? '2');

  expect(prefixes.slice(0, 4)).toEqual(['2', 'CVSS:3.0', 'CVSS:3.1', 'CVSS:4.0']);
  expect(prefixes.slice(4)).toEqual(prefixes.slice(0, 4));
});
