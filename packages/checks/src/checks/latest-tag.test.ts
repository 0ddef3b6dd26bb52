import { expect, it } from 'vitest';
import { inputOf } from '../testing/check-input.ts';
import { latestTag } from './latest-tag.ts';

it('latest-tag', () => {
  expect(latestTag.run(inputOf({ tag: 'latest' }))).toMatchObject([{ evidence: ['latest'] }]);
  expect(latestTag.run(inputOf({ tag: '1.2.3' }))).toEqual([]);
  expect(latestTag.run(inputOf({ tag: '' }))).toEqual([]);
  expect(latestTag.run(inputOf())).toMatchObject([{ status: 'unknown' }]);
});
