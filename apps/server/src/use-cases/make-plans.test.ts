import type { ServerEvent } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { makeAll } from './make-plans.ts';

it.each`
  run                                 | expected
  ${{ made: 1, failed: 0, ended: 0 }} | ${1}
  ${{ made: 0, failed: 1, ended: 0 }} | ${1}
  ${{ made: 0, failed: 0, ended: 1 }} | ${1}
  ${{ made: 0, failed: 0, ended: 0 }} | ${0}
`('tells pages of $run: $expected', async ({ run, expected }) => {
  const told: ServerEvent[] = [];

  await makeAll({ planner: { run: () => Promise.resolve(run) }, events: { publish: (event) => Promise.resolve(void told.push(event)) } });

  expect(told).toHaveLength(expected);
});
