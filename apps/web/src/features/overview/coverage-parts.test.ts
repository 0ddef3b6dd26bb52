import { expect, it } from 'vitest';
import { coverageParts } from './coverage-parts.ts';

const NONE = { total: 0, complete: 0, partial: 0, unsupported: 0, failed: 0, pending: 0, notImages: 0 };

it('leaves out parts of nothing, and knows where each leads', () => {
  expect(coverageParts(NONE)).toEqual([]);
  expect(coverageParts({ ...NONE, total: 6, complete: 4, failed: 2, notImages: 9 })).toEqual([
    { key: 'complete', word: 'complete', count: 4, search: { view: 'tags', coverage: 'complete' } },
    { key: 'failed', word: 'failed', count: 2, search: { view: 'tags', state: 'failed' } },
    { key: 'notImages', word: 'not an image', count: 9, search: { view: 'tags', state: 'not-an-image' } },
  ]);
});
