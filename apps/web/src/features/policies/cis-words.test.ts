import type { CisSection } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { cisInWords } from './cis-words.ts';

const section = (counts: CisSection['counts']): CisSection => ({ section: '4.1', title: '', counts, failing: [] });
const pass = { pass: 2, violation: 0, unknown: 0 };

it.each([
  [[section(pass), section(null)], 'No image violates one of the 1 section that images can answer; 1 cannot be told from an image.'],
  [
    [section({ ...pass, violation: 1 }), section({ ...pass, unknown: 3 }), section(null)],
    '1 of 2 sections that images can answer is violated somewhere, 1 is not known of every image; 1 cannot be told from an image.',
  ],
])('%j', (sections, words) => {
  expect(cisInWords(sections)).toBe(words);
});
