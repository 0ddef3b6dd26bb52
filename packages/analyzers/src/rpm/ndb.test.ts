import { describe, expect, it } from 'vitest';
import { ProblemList } from '../problems/problem-list.ts';
import { inMemory } from '../testing/conformance.ts';
import { buildNdb } from '../testing/rpm-databases.ts';
import { isNdb, readNdb } from './ndb.ts';

const FIRST = Uint8Array.from({ length: 100 }, (_, i) => i);
const SECOND = Uint8Array.from({ length: 10_000 }, (_, i) => 255 - (i % 7));

function read(bytes: Uint8Array): { headers: Uint8Array[]; codes: string[] } {
  const problems = new ProblemList();
  const headers = [...readNdb(inMemory('Packages.db', bytes), problems)];
  return { headers, codes: problems.list().map(({ code }) => code) };
}

describe('readNdb', () => {
  it('reads every header', () => {
    const bytes = buildNdb([FIRST, SECOND]);

    expect(isNdb(bytes)).toBe(true);
    expect(read(bytes)).toEqual({ headers: [FIRST, SECOND], codes: [] });
  });

  it.each([
    ['a slot without its magic', 32, ['MALFORMED_RECORD']],
    ['a blob without its magic', 4096, ['MALFORMED_RECORD']],
    ['a blob of another package', 4096 + 4, ['MALFORMED_RECORD']],
    ['a length beyond the blob', 4096 + 13, ['MALFORMED_RECORD']],
  ])('reports %s and reads the other', (_, offset, codes) => {
    const bytes = buildNdb([FIRST, SECOND]);
    bytes[offset] = 0x7f;

    expect(read(bytes)).toEqual({ headers: [SECOND], codes });
  });

  it('reads a blob of a wrong checksum, and says so', () => {
    const bytes = buildNdb([FIRST, SECOND]);
    bytes[4096 + 16] = 99;

    expect(read(bytes)).toMatchObject({ headers: [{ 0: 99 }, SECOND], codes: ['MALFORMED_RECORD'] });
  });

  it.each([
    ['another version', 4, 1, 'UNSUPPORTED_FORMAT'],
    ['too many slots', 14, 1, 'LIMIT_EXCEEDED'],
    ['more slots than the file holds', 12, 200, 'TRUNCATED'],
    ['a blob that ends after the file', 32 + 14, 1, 'LIMIT_EXCEEDED'],
    ['a blob of no bytes', 32 + 12, 0, 'TRUNCATED'],
  ])('reports %s', (_, offset, byte, code) => {
    const bytes = buildNdb([FIRST, SECOND]);
    bytes[offset] = byte;

    expect(read(bytes).codes).toContain(code);
  });

  it('stops when many slots share one large blob', () => {
    const bytes = buildNdb(Array<Uint8Array>(200).fill(SECOND));
    const view = new DataView(bytes.buffer);
    for (let slot = 0; slot < 200; slot++) {
      view.setUint32(32 + 16 * slot + 4, 1, true);
      view.setUint32(32 + 16 * slot + 8, 256, true);
      view.setUint32(32 + 16 * slot + 12, (bytes.length - 4096) / 16, true);
    }

    expect(read(bytes).codes.at(-1)).toBe('LIMIT_EXCEEDED');
  });
});
