import { expect, it } from 'vitest';
import { comparisonParts, exportWords, layerNumber, verdictOf, withoutFixInWords } from './image-words.ts';

const NONE = { critical: 0, high: 0, medium: 0, low: 0, negligible: 0, unknown: 0, fixable: 0 };
const read = { state: 'read', coverage: 'complete', counts: NONE, withoutFix: 0 } as const;

it('claims "no known vulnerabilities" only where everything was read', () => {
  expect(verdictOf(read)).toBe('No known vulnerabilities');
  for (const image of [
    { ...read, coverage: 'partial' },
    { ...read, coverage: 'unsupported' },
    { ...read, coverage: null },
    { ...read, state: 'discovered', coverage: null, counts: null },
    { ...read, state: 'reading', coverage: null, counts: null },
    { ...read, state: 'failed', coverage: null, counts: null },
    { ...read, state: 'not-an-image', coverage: 'not-an-image' },
  ] as const) {
    expect(verdictOf(image)).not.toContain('No known vulnerabilities');
  }
});

it.each`
  counts                                  | expected
  ${{ ...NONE, high: 1, fixable: 1 }}     | ${'1 known vulnerability, and it has a fix'}
  ${{ ...NONE, high: 3, fixable: 3 }}     | ${'3 known vulnerabilities, all with a fix'}
  ${{ ...NONE, high: 137, fixable: 121 }} | ${'137 known vulnerabilities. 121 have a fix'}
  ${{ ...NONE, low: 2 }}                  | ${'2 known vulnerabilities, none with a fix yet'}
`('says "$expected"', ({ counts, expected }) => expect(verdictOf({ ...read, counts })).toBe(expected));

it('never shows a dash for a missing fix', () => {
  for (const fixState of ['none', 'wont_fix', 'deferred', 'end_of_life', 'unknown', 'available'] as const) {
    expect(withoutFixInWords({ fixState, fixedVersions: [] })).toMatch(/\w+/);
  }
  expect(withoutFixInWords({ fixState: 'available', fixedVersions: ['1.2.3'] })).toBeUndefined();
});

it('counts layers from one', () => expect(layerNumber(0)).toBe(1));

it('takes a comparison apart', () => {
  expect(comparisonParts('3.0.20-1~deb12u2 < 3.0.22-1~deb12u1')).toEqual(['3.0.20-1~deb12u2', '<', '3.0.22-1~deb12u1']);
  expect(comparisonParts('listed version 1.0.0')).toBeUndefined();
});

it('says what the export of an image holds', () => {
  expect(exportWords({ counts: { ...NONE, high: 2 }, decided: NONE, packages: 1 })).toBe('The whole image: 2 findings, and 1 package');
  expect(exportWords({ counts: { ...NONE, high: 1 }, decided: { ...NONE, high: 1 }, packages: 7 })).toBe(
    'The whole image: 1 finding, 1 of them decided, and 7 packages',
  );
});
