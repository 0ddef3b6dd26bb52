import { expect, it } from 'vitest';
import { inMemory } from '../testing/conformance.ts';
import { peOf } from '../testing/executables.ts';
import { readPe } from './pe.ts';

const SECTIONS = [{ name: '.data', bytes: Uint8Array.of(1, 2, 3), address: 0x1000, writable: true }];

it('adds the image base to addresses', () => {
  expect(readPe(inMemory('a', peOf(SECTIONS)))?.sections[0]).toMatchObject({
    name: '.data',
    address: 0x40_1000,
    sizeBytes: 3,
    writable: true,
  });
});

it.each`
  what                   | at         | value
  ${'no signature'}      | ${64}      | ${0}
  ${'an unknown kind'}   | ${64 + 24} | ${0}
  ${'a header far away'} | ${63}      | ${0x7f}
`('refuses $what', ({ at, value }) => {
  const bytes = peOf(SECTIONS);
  bytes[at] = value;

  expect(readPe(inMemory('a', bytes))).toBeUndefined();
});
