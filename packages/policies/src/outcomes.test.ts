import { expect, it } from 'vitest';
import { factsOf, UNREAD } from './testing/facts.ts';
import { count, ofContents, ofFindings, ofRead, pass, unknown } from './outcomes.ts';

const broken = { state: 'violation', message: 'broken' } as const;

it('passes only what was read as a whole', () => {
  expect(ofContents(factsOf(), undefined, pass('Nothing'))).toEqual(pass('Nothing'));
  expect(ofContents(factsOf({ coverage: 'partial' }), undefined, pass('Nothing'))).toEqual(
    unknown('Nothing so far, but not everything of the image could be read'),
  );
  expect(ofContents(UNREAD, broken, pass('Nothing')).state).toBe('unknown');
});

it('says what is broken, whatever else could not be read', () => {
  expect(ofContents(factsOf({ coverage: 'partial' }), broken, pass('Nothing'))).toBe(broken);
});

it('says nothing about findings without advisories', () => {
  expect(ofFindings(factsOf({ hasAdvisories: false }), broken, pass('Nothing')).state).toBe('unknown');
});

it('asks only what was read', () => {
  expect(ofRead(UNREAD, () => broken).state).toBe('unknown');
  expect(ofRead(factsOf(), () => broken)).toBe(broken);
});

it('counts in words', () => {
  expect([count(1, 'finding'), count(2, 'finding'), count(0, 'child', 'children')]).toEqual(['1 finding', '2 findings', '0 children']);
});
