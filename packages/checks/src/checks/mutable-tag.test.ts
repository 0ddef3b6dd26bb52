import { expect, it } from 'vitest';
import { inputOf } from '../testing/check-input.ts';
import { mutableTag } from './mutable-tag.ts';

it('mutable-tag', () => {
  expect(mutableTag.run(inputOf({ tag: '1', mutableTags: true }))).toHaveLength(1);
  expect(mutableTag.run(inputOf({ tag: '1', mutableTags: false }))).toEqual([]);
  expect(mutableTag.run(inputOf({ tag: '', mutableTags: true }))).toEqual([]);
  expect(mutableTag.run(inputOf({ tag: '1' }))).toMatchObject([{ status: 'unknown' }]);
});
