import { describe, expect, it } from 'vitest';
import { ProblemList } from '../problems/problem-list.ts';
import { inMemory } from '../testing/conformance.ts';
import { buildBerkeley } from '../testing/rpm-databases.ts';
import { isBerkeleyHash, readBerkeley } from './berkeley.ts';

const SMALL = Uint8Array.from({ length: 40 }, (_, i) => i);
const LARGE = Uint8Array.from({ length: 5000 }, (_, i) => i % 251);

function read(bytes: Uint8Array): { values: Uint8Array[]; codes: string[] } {
  const problems = new ProblemList();
  const values = [...readBerkeley(inMemory('Packages', bytes), problems)];
  return { values, codes: problems.list().map(({ code }) => code) };
}

/** Where overflow page `number` of a database with pages of 512 bytes keeps what. */
const at = (number: number, offset: number): number => number * 512 + offset;

describe('readBerkeley', () => {
  it.each([
    { pageSize: 512, isLittleEndian: true },
    { pageSize: 4096, isLittleEndian: false },
    { pageSize: 65_536 / 2, isLittleEndian: true },
  ])('reads values of many pages: $pageSize bytes, little-endian $isLittleEndian', (options) => {
    const bytes = buildBerkeley([SMALL, LARGE, SMALL], options);

    expect(isBerkeleyHash(bytes)).toBe(true);
    expect(read(bytes)).toEqual({ values: [SMALL, SMALL, LARGE], codes: [] });
  });

  it('reads values inside hash pages', () => {
    expect(read(buildBerkeley([SMALL, SMALL], { inline: true }))).toEqual({ values: [SMALL, SMALL], codes: [] });
  });

  it.each<[string, (bytes: Uint8Array, view: DataView) => void]>([
    ['a chain that runs in a circle', (_, view) => view.setUint32(at(4, 16), 3, true)],
    ['a chain that leaves the file', (_, view) => view.setUint32(at(4, 16), 4_000_000_000, true)],
    ['a chain that ends early', (_, view) => view.setUint32(at(4, 16), 0, true)],
    ['a chain into a page of another type', (_, view) => view.setUint8(at(4, 25), 13)],
    ['a page that states more bytes than it has', (_, view) => view.setUint16(at(4, 22), 65_535, true)],
  ])('reports %s and reads the other value', (_, damage) => {
    const bytes = buildBerkeley([LARGE, SMALL], { pageSize: 512 });
    damage(bytes, new DataView(bytes.buffer));

    const { values, codes } = read(bytes);

    expect(values).toEqual([SMALL]);
    expect(codes).toContain('MALFORMED_RECORD');
  });

  it.each([
    ['an encrypted database', 24, 1, 'UNSUPPORTED_FORMAT'],
    ['a page size that is no power of two', 20, 3, 'MALFORMED_FILE'],
    ['a page that states another number', at(1, 8), 9, 'MALFORMED_FILE'],
    ['an item outside of its page', at(1, 26), 2, 'MALFORMED_RECORD'],
  ])('reports %s', (_, offset, byte, code) => {
    const bytes = buildBerkeley([SMALL], { pageSize: 512 });
    bytes[offset] = byte;

    expect(read(bytes).codes).toContain(code);
  });

  it('reports a file that ends early', () => {
    const bytes = buildBerkeley([LARGE], { pageSize: 512 });

    expect(read(bytes.subarray(0, 512 * 5)).codes).toContain('TRUNCATED');
    expect(read(bytes.subarray(0, 100)).codes).toEqual(['TRUNCATED']);
  });
});
