import type { AffectedEntry } from '@plimsoll/advisories';
import type { Subject } from '@plimsoll/model';
import { comparePep440, comparePep440ToBound } from '@plimsoll/versions';
import { expect, it } from 'vitest';
import { evaluateEntry } from './evaluate-entry.ts';

const order = { compare: comparePep440, compareToBound: comparePep440ToBound };

function subject(version: string): Subject {
  return { ecosystem: 'PyPI', release: '', name: 'x', version, arch: '', module: '' };
}

function entry(fields: Partial<AffectedEntry>): AffectedEntry {
  return { advisory: 'PYSEC-1', vulnerabilities: [{ id: 'PYSEC-1', severity: 'low' }], release: '', ranges: [], versions: [], ...fields };
}

const fixedIn = (fixed: string): AffectedEntry['ranges'][number] => ({ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] });

it.each`
  version          | listed                | range
  ${'1.0'}         | ${['0.9', '1.0']}     | ${'listed version 1.0'}
  ${'1.0'}         | ${['1.0.0']}          | ${'listed version 1.0.0'}
  ${'2.0.1+cu118'} | ${['2.0.1']}          | ${'listed version 2.0.1'}
  ${'1.0'}         | ${['2004d', '1.0.0']} | ${'listed version 1.0.0'}
`('$version is among $listed', ({ version, listed, range }) => {
  const { statement } = evaluateEntry(entry({ versions: listed }), subject(version), order);

  expect(statement?.evidence).toMatchObject([{ advisory: 'PYSEC-1', range }]);
});

it('holds a version affected that is listed though no range has it', () => {
  const { statement } = evaluateEntry(entry({ versions: ['3.0'], ranges: [fixedIn('2.0')] }), subject('3.0'), order);

  expect(statement).toMatchObject({ evidence: [{ range: 'listed version 3.0', comparison: '3.0 = 3.0' }], fixed: [] });
});

it('takes every range that matches', () => {
  const { statement } = evaluateEntry(entry({ ranges: [fixedIn('2.0'), fixedIn('0.5'), fixedIn('3.0')] }), subject('1.0'), order);

  expect(statement?.fixed).toEqual(['2.0', '3.0']);
});

it('leaves a range out that it cannot read, says so, and evaluates the others', () => {
  const { statement, problems } = evaluateEntry(entry({ ranges: [fixedIn('2004d'), fixedIn('3.0')] }), subject('1.0'), order);

  expect(statement?.fixed).toEqual(['3.0']);
  expect(problems).toMatchObject([{ code: 'MALFORMED_ADVISORY', message: expect.stringMatching(/PYSEC-1.*2004d/) as string }]);
});

it.each`
  advisory        | found
  ${'MAL-2026-1'} | ${true}
  ${'PYSEC-1'}    | ${false}
`('a record $advisory without ranges and versions speaks of every version: $found', ({ advisory, found }) => {
  expect(evaluateEntry(entry({ advisory }), subject('1.0'), order).statement !== undefined).toBe(found);
});
