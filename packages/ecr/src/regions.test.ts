import { expect, it } from 'vitest';
import { partitionOf } from './policies.ts';
import { PARTITIONS } from './regions.ts';

it('lists every region once, under the partition that its ARNs name', () => {
  const regions = PARTITIONS.flatMap(({ id, regions: list }) => list.map((region) => ({ ...region, partition: id })));

  expect(new Set(regions.map(({ id }) => id)).size).toBe(regions.length);
  for (const { id, partition } of regions) expect(partitionOf(id)).toBe(partition);
});
