import { expect, it } from 'vitest';
import { coverageState, gapsOf, type Overview, sentenceOf } from './overview-words.ts';

const COUNTS = { critical: 0, high: 0, medium: 0, low: 0, negligible: 0, unknown: 0, fixable: 0 };
const IMAGES = { total: 11, complete: 11, partial: 0, unsupported: 0, failed: 0, pending: 0, notImages: 0 };
const overview: Overview = {
  connections: 1,
  repositories: 4,
  images: IMAGES,
  findings: COUNTS,
  vulnerabilities: 0,
  exploited: 0,
  worst: [],
  top: [],
  advisories: { records: 1 },
};

it.each`
  change                                                                        | expected
  ${{ connections: 0 }}                                                         | ${'No registry is connected'}
  ${{ images: { ...IMAGES, total: 0, complete: 0 } }}                           | ${'No images yet'}
  ${{}}                                                                         | ${'11 images, no known vulnerabilities'}
  ${{ images: { ...IMAGES, complete: 9, pending: 2 } }}                         | ${'11 images, nothing found so far; 2 not read whole'}
  ${{ vulnerabilities: 341, findings: { ...COUNTS, high: 400, fixable: 289 } }} | ${'11 images, 341 vulnerabilities; 289 findings have a fix'}
  ${{ vulnerabilities: 1, findings: { ...COUNTS, high: 1 } }}                   | ${'11 images, 1 vulnerability; none has a fix yet'}
`('says "$expected"', ({ change, expected }) => expect(sentenceOf({ ...overview, ...change })).toBe(expected));

it('names the gaps and is green only without one', () => {
  expect(gapsOf({ images: IMAGES })).toBe('all read whole');
  expect(coverageState({ images: IMAGES })).toBe('ok');

  const images = { ...IMAGES, complete: 8, partial: 1, failed: 2 };
  expect(gapsOf({ images })).toBe('1 partial, 2 failed');
  expect(coverageState({ images })).toBe('slow');

  expect(coverageState({ images: { ...IMAGES, complete: 3, pending: 8 } })).toBe('working');
});
