import { expect, it } from 'vitest';
import { summaryOf } from './finish-sync.ts';

it('says what happened, and only that', () => {
  expect(summaryOf({ tagsMoved: 3, imagesDone: 2, imagesFailed: 1, bytesFetched: 11_200_000 })).toBe(
    '3 tags new or moved, 2 images read, 1 failed, 11.2 MB fetched',
  );
  expect(summaryOf({ tagsMoved: 1, imagesDone: 1, imagesFailed: 0, bytesFetched: 0 })).toBe('1 tag new or moved, 1 image read');
  expect(summaryOf({ tagsMoved: 0, imagesDone: 1, imagesFailed: 0, bytesFetched: 1201 })).toBe('1 image read, 2 kB fetched');
  expect(summaryOf({ tagsMoved: 0, imagesDone: 0, imagesFailed: 0, bytesFetched: 0 })).toBe('nothing new');
});
