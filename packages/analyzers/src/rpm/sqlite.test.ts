import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { ProblemList } from '../problems/problem-list.ts';
import { inMemory } from '../testing/conformance.ts';
import { isSqlite, readSqlite } from './sqlite.ts';

const PACKAGES = 'CREATE TABLE Packages (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL)';

function blobOf(size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, i) => (i * 31 + size) % 256);
}

function databaseOf(pageSize: number, sizes: readonly number[], setUp: readonly string[] = [PACKAGES]): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-'));
  try {
    const database = new DatabaseSync(join(folder, 'rpmdb.sqlite'));
    database.exec(`PRAGMA page_size=${pageSize}`);
    for (const sql of setUp) database.exec(sql);
    if (sizes.length > 0) {
      const insert = database.prepare('INSERT INTO Packages (blob) VALUES (?)');
      database.exec('BEGIN');
      for (const size of sizes) insert.run(blobOf(size));
      database.exec('COMMIT');
    }
    database.close();
    return readFileSync(join(folder, 'rpmdb.sqlite'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function read(bytes: Uint8Array): { sizes: number[]; blobs: Uint8Array[]; codes: string[] } {
  const problems = new ProblemList();
  const blobs = [...readSqlite(inMemory('rpmdb.sqlite', bytes), problems)];
  return { sizes: blobs.map(({ length }) => length), blobs, codes: problems.list().map(({ code }) => code) };
}

describe('readSqlite', () => {
  it.each([512, 1024, 4096, 65_536])('reads what SQLite wrote with pages of %i bytes', (pageSize) => {
    // Sizes round every border between a page and its overflow.
    const sizes = [...Array(1200).keys(), pageSize - 36, pageSize - 35, pageSize - 34, pageSize, 2 * pageSize, 10 * pageSize + 7, 300_000];
    const bytes = databaseOf(pageSize, sizes);

    const { blobs, codes } = read(bytes);

    expect(isSqlite(bytes)).toBe(true);
    expect(codes).toEqual([]);
    expect(blobs.length).toBe(sizes.length);
    for (const [i, blob] of blobs.entries()) expect(Buffer.compare(blob, blobOf(sizes[i] ?? -1))).toBe(0);
  });

  it('finds the table among many, and not an index or a view of that name', () => {
    const others = Array.from({ length: 60 }, (_, i) => `CREATE TABLE Other${i} (key TEXT PRIMARY KEY, hnum INTEGER, note TEXT)`);

    expect(read(databaseOf(512, [5, 6], [...others, PACKAGES]))).toMatchObject({ sizes: [5, 6], codes: [] });
  });

  it('reports a missing table', () => {
    expect(read(databaseOf(4096, [], ['CREATE TABLE Other (a)']))).toMatchObject({ sizes: [], codes: ['MALFORMED_FILE'] });
  });

  it('finds nothing wrong with an empty table', () => {
    expect(read(databaseOf(4096, []))).toMatchObject({ sizes: [], codes: [] });
  });

  it('reports an empty table of a database with a write-ahead log', () => {
    expect(read(databaseOf(4096, [], [PACKAGES, 'PRAGMA journal_mode=WAL']))).toMatchObject({ sizes: [], codes: ['MALFORMED_FILE'] });
  });

  it('reports rows without a header', () => {
    const bytes = databaseOf(4096, [9], [PACKAGES.replace(' NOT NULL', ''), 'INSERT INTO Packages (blob) VALUES (NULL)']);

    expect(read(bytes)).toMatchObject({ sizes: [9], codes: ['MALFORMED_RECORD'] });
  });

  it.each([
    ['a page size of 3 bytes', 17, [3], 'MALFORMED_FILE'],
    ['text in UTF-16', 59, [2], 'UNSUPPORTED_FORMAT'],
    ['more pages than the file has', 28, [0x7f], 'TRUNCATED'],
  ])('reports %s', (_, offset, value, code) => {
    const bytes = databaseOf(512, [5]);
    bytes.set(value, offset);

    expect(read(bytes).codes).toContain(code);
  });

  it('survives trees that contain themselves', () => {
    const bytes = databaseOf(512, Array<number>(400).fill(300));
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    // Every inner page leads to page 2, then to itself, again and again.
    for (let page = 512; page < bytes.length; page += 512) {
      if (bytes[page] !== 5) continue;
      view.setUint32(page + 8, page / 512 + 1);
      const cells = view.getUint16(page + 3);
      for (let i = 0; i < cells; i++) view.setUint32(page + view.getUint16(page + 12 + 2 * i), 2);
    }

    const { codes } = read(bytes);

    expect(codes).toContain('MALFORMED_FILE');
  });

  it('does not read one row again and again', () => {
    const bytes = databaseOf(65_536, [60_000]);
    const view = new DataView(bytes.buffer, bytes.byteOffset);
    const pages = Array.from({ length: bytes.length / 65_536 }, (_, i) => i * 65_536);
    const table = pages.find((page) => bytes[page] === 13 && view.getUint16(page + 8) < 6000) ?? 0;
    view.setUint16(table + 3, 2000);
    for (let i = 1; i < 2000; i++) view.setUint16(table + 8 + 2 * i, view.getUint16(table + 8));

    const { sizes, codes } = read(bytes);

    expect(sizes).toHaveLength(Math.floor(bytes.length / 60_000));
    expect(codes).toContain('MALFORMED_RECORD');
  });

  it('reports a file that ends early', () => {
    const bytes = databaseOf(512, Array<number>(50).fill(300));

    expect(read(bytes.subarray(0, 50)).codes).toEqual(['TRUNCATED']);
    expect(read(bytes.subarray(0, bytes.length - 700)).codes).toContain('TRUNCATED');
  });
});
