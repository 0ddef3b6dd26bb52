import { expect, it } from 'vitest';
import { inMemory } from '../testing/conformance.ts';
import { clipToFile, type Executable, findSection, readAddress, type Region } from './executable.ts';

const FILE = inMemory(
  'a',
  Uint8Array.from({ length: 100 }, (_, i) => i),
);
const region = (name: string, address: number, offset: number, sizeBytes: number): Region => ({
  name,
  address,
  offset,
  sizeBytes,
  writable: false,
});
const PROGRAM: Executable = {
  littleEndian: true,
  pointerSize: 8,
  sections: [region('.bss', 0, 0, 0), region('.data', 1000, 50, 10)],
  segments: [region('', 1000, 50, 4)],
};

it('finds a section that has bytes', () => {
  expect(findSection(PROGRAM, '.bss', '.data')?.offset).toBe(50);
  expect(findSection(PROGRAM, '.bss')).toBeUndefined();
});

it('reads by address, no further than the region', () => {
  expect([...readAddress(FILE, PROGRAM, 1002, 8)]).toEqual([52, 53]);
  expect([...readAddress(FILE, PROGRAM, 1005, 2)]).toEqual([55, 56]);
  expect([...readAddress(FILE, PROGRAM, 5, 2)]).toEqual([]);
  expect([...readAddress(FILE, PROGRAM, Number.NaN, 2)]).toEqual([]);
});

it('clips regions to the file', () => {
  const regions = [region('in', 0, 90, 5), region('over', 0, 90, 50), region('out', 0, 100, 5), region('nan', 0, Number.NaN, 5)];

  expect(clipToFile(regions, 100).map(({ name, sizeBytes }) => [name, sizeBytes])).toEqual([
    ['in', 5],
    ['over', 10],
  ]);
});
