import { readdirSync, readFileSync } from 'node:fs';
import { schemes } from '@plimsoll/versions';
import { describe, expect, it } from 'vitest';
import { pairsOf } from './pairs.ts';
import { oracles, PAIRS } from './registry.ts';

const NOT_ORACLES = ['cvss-vectors.ts', 'list.ts', 'main.ts', 'oracle.ts', 'pairs.ts', 'random-numbers.ts', 'registry.ts', 'run.ts'];
const TESTDATA = new URL('../../packages/versions/src/testdata/', import.meta.url);

it('lists every oracle file once, by the id of a scheme', () => {
  const files = readdirSync(new URL('.', import.meta.url)).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !NOT_ORACLES.includes(file),
  );

  expect(oracles.map(({ id }) => `${id}.ts`)).toEqual(files.toSorted());
  expect(schemes.map(({ id }) => id)).toEqual(expect.arrayContaining(oracles.map(({ id }) => id)));
});

it('has made every oracle list that is committed', () => {
  const lists = readdirSync(TESTDATA).filter((file) => file.endsWith('-oracle.list'));

  expect(lists.toSorted()).toEqual(oracles.map(({ id }) => `${id}-oracle.list`));
});

// An edit by hand, or a change of the generator without asking the tool again, would show here; the answers are the tool's.
describe.each(oracles.map((oracle) => [oracle.id, oracle] as const))('%s', (id, oracle) => {
  it('asks about the pairs of its committed list', () => {
    const asked = new Set(pairsOf(oracle.versions, oracle.pieces, PAIRS).map((pair) => pair.join(' ')));

    const lines = readFileSync(new URL(`${id}-oracle.list`, TESTDATA), 'utf8').split('\n');
    const pairs = lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.replace(/ [<=>!] /, ' '));

    expect(lines[1]).toBe(`# node tools/oracles/main.ts ${id}`);
    expect(pairs.length).toBeGreaterThan(300);
    expect(pairs.filter((pair) => !asked.has(pair))).toEqual([]);
  });
});
