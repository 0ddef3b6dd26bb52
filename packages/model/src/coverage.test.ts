import { expect, it } from 'vitest';
import { coverageWith } from './coverage.ts';

const feeds = { code: 'MALFORMED_ADVISORY', message: 'a range that no reader accepts' } as const;
const ours = { code: 'UNKNOWN_DISTRIBUTION', message: 'no advisories for it' } as const;

it('is partial with a package that nobody can judge', () => {
  expect(coverageWith('complete', [feeds, ours])).toBe('partial');
});

it('stays as it was with a bad range, and is never raised', () => {
  expect(coverageWith('complete', [feeds])).toBe('complete');
  expect(coverageWith('complete', [])).toBe('complete');
  expect(coverageWith('unsupported', [ours])).toBe('unsupported');
});
