import { expect, it } from 'vitest';
import { deadlinesTitle } from './deadline-words.ts';

const NONE = { overdue: 0, week: 0, month: 0, later: 0, none: 0 };
const policies = [{ id: 1, name: 'Fixes in time' }];

it.each`
  change                                                       | expected
  ${{ policies: [] }}                                          | ${'Deadlines'}
  ${{}}                                                        | ${'No image has been held against a deadline yet'}
  ${{ images: { ...NONE, none: 4, later: 1 } }}                | ${'No image is past its deadline'}
  ${{ images: { ...NONE, overdue: 1, none: 17 } }}             | ${'1 of 18 images is past its deadline'}
  ${{ images: { ...NONE, overdue: 1200, week: 1, none: 10 } }} | ${'1,200 of 1,211 images are past their deadline'}
`('says "$expected"', ({ change, expected }) => expect(deadlinesTitle({ policies, images: NONE, ...change })).toBe(expected));
