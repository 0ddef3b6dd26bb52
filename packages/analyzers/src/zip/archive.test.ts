import { PlimsollError } from '@plimsoll/model';
import { describe, expect, it } from 'vitest';
import { inMemory } from '../testing/conformance.ts';
import { zipOf } from '../testing/zips.ts';
import { readZipEntries, readZipEntry } from './archive.ts';

const FILES = { 'META-INF/': '', 'META-INF/MANIFEST.MF': 'Manifest-Version: 1.0\n', 'a/b.txt': 'hello '.repeat(100) };

function contentsOf(bytes: Uint8Array): Record<string, string> {
  const file = inMemory('x.jar', bytes);
  return Object.fromEntries(readZipEntries(file, 10).map((entry) => [entry.name, Buffer.from(readZipEntry(file, entry, 1000)).toString()]));
}

function codeOf(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return error instanceof PlimsollError ? error.code : String(error);
  }
}

describe('zip', () => {
  it.each`
    what                           | options
    ${'deflated'}                  | ${{}}
    ${'stored'}                    | ${{ stored: true }}
    ${'behind a script'}           | ${{ preamble: '#!/bin/sh\nexec java -jar "$0"\n' }}
    ${'with a comment'}            | ${{ comment: 'PK\x05\x06 is not the end' }}
    ${'of 64 bit'}                 | ${{ zip64: true }}
    ${'of 64 bit behind a script'} | ${{ zip64: true, preamble: '#!/bin/sh\n' }}
  `('reads an archive $what', ({ options }) => {
    expect(contentsOf(zipOf(FILES, options))).toEqual(FILES);
  });

  it('reads an empty archive', () => {
    expect(contentsOf(zipOf({}))).toEqual({});
  });

  it.each`
    what                                       | bytes                                                                                    | code
    ${'nothing'}                               | ${new Uint8Array()}                                                                      | ${'CORRUPT_ARCHIVE'}
    ${'a cut archive that ends in an archive'} | ${Buffer.concat([zipOf({ 'in.jar': zipOf(FILES) }, { stored: true }).subarray(0, -40)])} | ${'CORRUPT_ARCHIVE'}
    ${'bytes behind the end'}                  | ${Buffer.concat([zipOf(FILES), Buffer.from('x')])}                                       | ${'CORRUPT_ARCHIVE'}
    ${'too many entries'}                      | ${zipOf(Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`${i}`, ''])))}         | ${'LIMIT_EXCEEDED'}
    ${'too large an entry'}                    | ${zipOf({ a: 'x'.repeat(1001) })}                                                        | ${'LIMIT_EXCEEDED'}
  `('refuses $what', ({ bytes, code }: { bytes: Uint8Array; code: string }) => {
    expect(codeOf(() => contentsOf(bytes))).toBe(code);
  });

  it('refuses an entry that is larger than it claims', () => {
    const bytes = Buffer.from(zipOf({ a: 'x'.repeat(1000) }));
    const directory = bytes.indexOf('PK\x01\x02');
    bytes.writeUInt32LE(10, directory + 24);

    expect(codeOf(() => contentsOf(bytes))).toBe('CORRUPT_ARCHIVE');
  });

  it('refuses encrypted entries and unknown methods', () => {
    const encrypted = Buffer.from(zipOf({ a: 'x' }));
    encrypted.writeUInt16LE(1, encrypted.indexOf('PK\x01\x02') + 8);
    const lzma = Buffer.from(zipOf({ a: 'x' }));
    lzma.writeUInt16LE(14, lzma.indexOf('PK\x01\x02') + 10);

    expect(codeOf(() => contentsOf(encrypted))).toBe('UNSUPPORTED_FORMAT');
    expect(codeOf(() => contentsOf(lzma))).toBe('UNSUPPORTED_FORMAT');
  });
});
