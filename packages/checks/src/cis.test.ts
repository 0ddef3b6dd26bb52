import { expect, it } from 'vitest';
import { cisSections } from './cis.ts';
import { checks } from './registry.ts';

it('is the whole of section 4, in order', () => {
  expect(cisSections.map(({ section }) => section)).toEqual(Array.from({ length: 12 }, (_, index) => `4.${index + 1}`));
});

it('says of every recommendation which checks answer it, or why none does', () => {
  for (const { checks: own, remark } of cisSections) expect(own.length === 0).toBe(remark !== undefined);
  const answered = cisSections.flatMap(({ checks: own }) => own);
  const mapped = checks.flatMap(({ id, cis }) => (cis === undefined || cis === '4.4' ? [] : id));
  expect(answered.toSorted()).toEqual(mapped.toSorted());
});
