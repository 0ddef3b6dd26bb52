import { expect, it } from 'vitest';
import { inputOf } from '../testing/check-input.ts';
import { staleBase } from './stale-base.ts';

it('stale-base', () => {
  expect(staleBase.run(inputOf({ baseOutdated: { name: 'debian:12', reasons: [] } }))).toEqual([]);
  expect(staleBase.run(inputOf({ baseOutdated: { name: 'debian:12', reasons: ['its tag moved', 'it is old'] } }))).toMatchObject([
    { message: 'The base image debian:12 is outdated: its tag moved', evidence: ['its tag moved', 'it is old'] },
  ]);
  expect(staleBase.run(inputOf())).toMatchObject([{ status: 'unknown' }]);
});
