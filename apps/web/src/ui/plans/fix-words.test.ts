import { expect, it } from 'vitest';
import { costInWords, imagesOf } from './fix-words.ts';

const plan = (id: number, repository: string, platform = 'linux/amd64') => ({
  id,
  removes: 1,
  image: { connection: 1, repository, reference: '1', platform },
});

it('names the first images and counts the repositories that are left', () => {
  const plans = [plan(1, 'a'), plan(2, 'b'), plan(3, 'c'), plan(4, 'd')];

  expect(imagesOf({ plans, repositories: 9 })).toEqual({
    named: [
      { id: 1, name: 'a:1' },
      { id: 2, name: 'b:1' },
      { id: 3, name: 'c:1' },
    ],
    more: 6,
  });
  expect(imagesOf({ plans: [plan(1, 'a')], repositories: 1 }).more).toBe(0);
});

it('tells platforms of one image apart', () => {
  const plans = [plan(1, 'a'), plan(2, 'a', 'linux/arm64'), plan(3, 'b')];

  expect(imagesOf({ plans, repositories: 2 })).toEqual({
    named: [
      { id: 1, name: 'a:1 (linux/amd64)' },
      { id: 2, name: 'a:1 (linux/arm64)' },
      { id: 3, name: 'b:1' },
    ],
    more: 0,
  });
});

it('says what a fix costs', () => {
  expect(costInWords({ edits: 1, repositories: 1, adds: 0 })).toBe('1 edit in 1 repository, adds none');
  expect(costInWords({ edits: 1200, repositories: 40, adds: 3 })).toBe('1,200 edits in 40 repositories, adds 3');
});
