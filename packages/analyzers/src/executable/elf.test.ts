import { expect, it } from 'vitest';
import { inMemory } from '../testing/conformance.ts';
import { elfOf } from '../testing/executables.ts';
import { readElf } from './elf.ts';

const SECTIONS = [{ name: '.data', bytes: Uint8Array.of(1, 2, 3), address: 0x1000, writable: true }];

it('reads class and byte order', () => {
  const { pointerSize, littleEndian } = readElf(inMemory('a', elfOf(SECTIONS, { bits: 32, littleEndian: false }))) ?? {};

  expect({ pointerSize, littleEndian }).toEqual({ pointerSize: 4, littleEndian: false });
});

it('has no section of a kind that is made up in memory', () => {
  const bytes = Buffer.from(elfOf(SECTIONS));
  const sectionsAt = Number(bytes.readBigUInt64LE(40));
  bytes.writeUInt32LE(8, sectionsAt + 64 + 4);

  expect(readElf(inMemory('a', bytes))?.sections.map(({ name }) => name)).toEqual(['.shstrtab']);
});

it.each`
  what                  | at   | value
  ${'an unknown class'} | ${4} | ${3}
  ${'an unknown order'} | ${5} | ${0}
  ${'another magic'}    | ${1} | ${0}
`('refuses $what', ({ at, value }) => {
  const bytes = elfOf(SECTIONS);
  bytes[at] = value;

  expect(readElf(inMemory('a', bytes))).toBeUndefined();
});

it('has no sections where the size of their headers is wrong', () => {
  const bytes = Buffer.from(elfOf(SECTIONS));
  bytes.writeUInt16LE(0xffff, 58);
  bytes.writeUInt16LE(0xffff, 60);

  expect(readElf(inMemory('a', bytes))?.sections).toEqual([]);
});
