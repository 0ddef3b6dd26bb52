import { analyzers } from '@plimsoll/analyzers';
import { expect, it } from 'vitest';
import { FINGERPRINT, fingerprintOf } from './layer-result.ts';

it('changes with any analyzer, and not with their order', () => {
  const [first, ...others] = analyzers;

  expect(FINGERPRINT).toMatch(/^[0-9a-f]{16}$/);
  expect(fingerprintOf([...others, first!])).toBe(FINGERPRINT);
  expect(fingerprintOf(others)).not.toBe(FINGERPRINT);
  expect(fingerprintOf([{ ...first!, version: first!.version + 1 }, ...others])).not.toBe(FINGERPRINT);
});
