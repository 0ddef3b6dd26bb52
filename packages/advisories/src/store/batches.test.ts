import { expect, it } from 'vitest';
import { batchesOf } from './batches.ts';

it.each`
  count | batches
  ${0}  | ${[]}
  ${2}  | ${[[0, 1]]}
  ${5}  | ${[[0, 1], [2, 3], [4]]}
`('cuts $count items into $batches', ({ count, batches }) => {
  expect([...batchesOf(Array(count).keys(), 2)]).toEqual(batches);
});
