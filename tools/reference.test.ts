import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { REFERENCE_FILE, referenceText } from './reference.ts';

it('agrees with docs/reference.md: node tools/reference.ts writes it anew', () => {
  expect(readFileSync(REFERENCE_FILE, 'utf8')).toBe(referenceText());
});
