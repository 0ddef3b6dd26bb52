import { describe, expect, it } from 'vitest';
import { inMemory } from '../testing/conformance.ts';
import { elfOf, fatMachOOf, machOOf, peOf } from '../testing/executables.ts';
import { isExecutable, mayBeExecutable, readExecutables } from './read-executables.ts';

const SECTIONS = [
  { name: '.data', bytes: Uint8Array.of(1, 2, 3), address: 0x1000, writable: true },
  { name: '.rodata', bytes: Uint8Array.of(4, 5), address: 0x2000 },
];
const FILES: Record<string, Uint8Array> = {
  'ELF 64': elfOf(SECTIONS),
  'ELF 32': elfOf(SECTIONS, { bits: 32 }),
  'ELF 64, big endian': elfOf(SECTIONS, { littleEndian: false }),
  'ELF 32, big endian': elfOf(SECTIONS, { bits: 32, littleEndian: false }),
  PE: peOf(SECTIONS),
  'Mach-O': machOOf(SECTIONS),
  'universal Mach-O': fatMachOOf([machOOf(SECTIONS), machOOf([])]),
};

describe('readExecutables', () => {
  it.each(Object.entries(FILES))('finds the sections of %s', (_, bytes) => {
    const file = inMemory('a', bytes);
    const [executable] = readExecutables(file);

    const sections = executable?.sections
      .filter(({ name }) => name !== '.shstrtab')
      .map(({ name, offset, sizeBytes }) => [name, ...file.read(offset, sizeBytes)]);

    expect(isExecutable(bytes.subarray(0, 64))).toBe(true);
    expect(sections).toEqual([
      ['.data', 1, 2, 3],
      ['.rodata', 4, 5],
    ]);
  });

  it('knows what is writable', () => {
    expect(readExecutables(inMemory('a', elfOf(SECTIONS)))[0]?.segments.map(({ writable }) => writable)).toEqual([true, false]);
    expect(readExecutables(inMemory('a', peOf(SECTIONS)))[0]?.sections.map(({ writable }) => writable)).toEqual([true, false]);
  });

  it('does without section headers', () => {
    const [executable] = readExecutables(inMemory('a', elfOf(SECTIONS, { withoutSectionHeaders: true })));

    expect(executable?.sections).toEqual([]);
    expect(executable?.segments.map(({ address }) => address)).toEqual([0x1000, 0x2000]);
  });

  it('finds nothing in a text, a Java class or a cut header', () => {
    const javaClass = Uint8Array.of(0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 61);

    expect(isExecutable(javaClass)).toBe(false);
    expect(isExecutable(new TextEncoder().encode('#!/bin/sh\n'))).toBe(false);
    expect(readExecutables(inMemory('a', new Uint8Array()))).toEqual([]);
    expect(readExecutables(inMemory('a', new TextEncoder().encode('\x7fELF')))).toEqual([]);
    expect(readExecutables(inMemory('a', new TextEncoder().encode('MZ')))).toEqual([]);
  });

  it.each(Object.entries(FILES))('survives every truncation of %s', (_, bytes) => {
    for (let length = 0; length < bytes.length; length++) {
      for (const { sections, segments } of readExecutables(inMemory('a', bytes.subarray(0, length)))) {
        expect([...sections, ...segments].every(({ offset, sizeBytes }) => offset + sizeBytes <= length)).toBe(true);
      }
    }
  });
});

it.each`
  path                                       | expected
  ${'usr/local/bin/server'}                  | ${true}
  ${'opt/app/server.exe'}                    | ${true}
  ${'usr/lib/libplugin.so'}                  | ${true}
  ${'srv/app/index.js'}                      | ${false}
  ${'usr/local/go/src/debug/testdata/a.elf'} | ${false}
`('mayBeExecutable("$path") is $expected', ({ path, expected }) => {
  expect(mayBeExecutable(path)).toBe(expected);
});
