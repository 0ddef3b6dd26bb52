import { expect, it } from 'vitest';
import { fixAdvice } from './fix-advice.ts';

const purl = 'pkg:npm/%40a/b@1.0.0';

it('names the versions that fix it', () => {
  expect(fixAdvice({ purl, fixedVersions: ['1.0.1', '2.0.0'], fixState: 'wont_fix' })).toBe('Update @a/b to 1.0.1 or 2.0.0.');
});

it('says why there is none', () => {
  expect(fixAdvice({ purl, fixedVersions: [], fixState: 'none' })).toBe('There is no fix yet.');
  expect(fixAdvice({ purl, fixedVersions: [], fixState: 'end_of_life' })).toContain('supported');
});
