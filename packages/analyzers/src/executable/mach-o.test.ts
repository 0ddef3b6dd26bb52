import { expect, it } from 'vitest';
import { inMemory } from '../testing/conformance.ts';
import { fatMachOOf, machOOf } from '../testing/executables.ts';
import { isMachO, readMachO } from './mach-o.ts';

const SECTIONS = [{ name: '__data', bytes: Uint8Array.of(1, 2, 3) }];

it('reads segments and sections', () => {
  const [executable] = readMachO(inMemory('a', machOOf(SECTIONS)));

  expect(executable?.segments[0]).toMatchObject({ name: '__DATA', address: 0x1000, writable: true });
  expect(executable?.sections[0]).toMatchObject({ name: '__data', address: 0x1000, sizeBytes: 3 });
});

it('reads each architecture of a universal file', () => {
  expect(readMachO(inMemory('a', fatMachOOf([machOOf(SECTIONS), machOOf([])]))).map(({ sections }) => sections.length)).toEqual([1, 0]);
});

it('tells a universal file from a Java class', () => {
  expect(isMachO(Uint8Array.of(0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 2))).toBe(true);
  expect(isMachO(Uint8Array.of(0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52))).toBe(false);
  expect(readMachO(inMemory('a', Uint8Array.of(0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 52)))).toEqual([]);
});

it('stops at a command without a size', () => {
  const bytes = machOOf(SECTIONS);
  bytes.fill(0, 36, 40);

  expect(readMachO(inMemory('a', bytes))[0]?.segments).toEqual([]);
});
