import { expect, it } from 'vitest';
import { EMPTY_DRAFT, importOf, previewInWords } from './import-words.ts';

const NOW = Date.parse('2026-11-25T00:00:00Z');

it('asks for nothing without a document', () => {
  expect(importOf({ ...EMPTY_DRAFT, document: ' \n' }, NOW)).toBeUndefined();
});

it('asks for what the form holds', () => {
  expect(importOf({ ...EMPTY_DRAFT, document: '{}' }, NOW)).toEqual({ document: '{}', name: 'the document', scope: {} });
  expect(
    importOf({ document: '{}', name: 'a.json', connection: '3', repositoryGlob: ' shop/* ', tagGlob: '1.*', days: '30' }, NOW),
  ).toEqual({
    document: '{}',
    name: 'a.json',
    scope: { connection: 3, repositoryGlob: 'shop/*', tagGlob: '1.*' },
    expiresAt: '2026-12-25T00:00:00.000Z',
  });
});

it.each([
  [
    { decision: 3, 'not-imported': 1, 'decided-already': 2, nothing: 0 },
    { findings: 14, images: 2 },
    '3 decisions would be made; all that the document decides hides 14 findings in 2 images. Of the rest, 1 is not imported and 2 are decided already.',
  ],
  [
    { decision: 1, 'not-imported': 0, 'decided-already': 0, nothing: 0 },
    { findings: 1, images: 1 },
    '1 decision would be made; all that the document decides hides 1 finding in 1 image.',
  ],
  [
    { decision: 0, 'not-imported': 0, 'decided-already': 0, nothing: 1 },
    { findings: 0, images: 0 },
    'Nothing would be decided. Of the rest, 1 changes nothing.',
  ],
])('%j', (counts, hides, words) => {
  expect(previewInWords({ counts, hides })).toBe(words);
});
