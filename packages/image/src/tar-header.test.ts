import { tarHeader, withChecksum } from '@plimsoll/testkit';
import { expect, it } from 'vitest';
import { isZeroBlock, paddingOf, parseTarHeader } from './tar-header.ts';

it('reads a ustar header, wherever in the buffer it lies', () => {
  const buffer = Buffer.concat([Buffer.alloc(7), tarHeader({ path: 'a/b', typeFlag: '0', sizeBytes: 1234, mode: 0o4755 })]);

  expect(parseTarHeader(buffer, 7)).toEqual({
    path: 'a/b',
    type: '0',
    dataBytes: 1234,
    mode: 0o4755,
    linkPath: '',
    hasMoreSparseBlocks: false,
  });
});

it('joins the prefix of ustar, but not the times of GNU that lie there', () => {
  const ustar = edited((header) => header.write('usr/share', 345));
  const gnu = edited((header) => {
    header.write('ustar  \0', 257, 'latin1');
    header.write('14321654321', 345);
  });

  expect(parseTarHeader(ustar, 0).path).toBe('usr/share/name');
  expect(parseTarHeader(gnu, 0).path).toBe('name');
});

it('cuts the prefix of star before its times', () => {
  const star = edited((header) => {
    header.write('usr', 345);
    header.write('14321654321', 345 + 131);
    header.write('tar\0', 508, 'latin1');
  });

  expect(parseTarHeader(star, 0).path).toBe('usr/name');
});

it('reads names that fill their field', () => {
  expect(parseTarHeader(Buffer.from(tarHeader({ path: 'n'.repeat(100), typeFlag: '0', sizeBytes: 0 })), 0).path).toHaveLength(100);
});

it('reads old archives: NUL is a file, or a directory if the name ends with a slash', () => {
  const file = edited((header) => header.fill(0, 156, 157).fill(0, 257, 265));
  const directory = edited((header) => header.fill(0, 156, 157).write('name/', 0));

  expect(parseTarHeader(file, 0).type).toBe('0');
  expect(parseTarHeader(directory, 0).type).toBe('5');
});

it('gives links and directories no data, whatever they state', () => {
  for (const typeFlag of ['1', '2', '5']) {
    expect(parseTarHeader(Buffer.from(tarHeader({ path: 'a', typeFlag, sizeBytes: 999, target: 'b' })), 0).dataBytes).toBe(0);
  }
});

it('reads binary sizes over 8 GiB', () => {
  const header = edited((block) => {
    block.fill(0, 124, 136)[124] = 0x80;
    block.writeUIntBE(2 ** 40, 130, 6);
  });

  expect(parseTarHeader(header, 0).dataBytes).toBe(2 ** 40);
});

it.each<[string, (header: Buffer) => unknown]>([
  ['a negative size', (header) => header.fill(0xff, 124, 136)],
  ['a size past 2^53', (header) => (header.fill(0xff, 125, 136)[124] = 0x80)],
  ['a size that is text', (header) => header.write('12x4', 124)],
])('refuses %s', (_, edit) => {
  expect(() => parseTarHeader(edited(edit), 0)).toThrow(expect.objectContaining({ code: 'CORRUPT_ARCHIVE' }));
});

it('refuses a wrong checksum, and takes one over signed bytes', () => {
  const header = Buffer.from(tarHeader({ path: 'é', typeFlag: '0', sizeBytes: 0 }));
  const changed = Buffer.from(header);
  changed[0] = 0x41;
  header.fill(0x20, 148, 156);
  const signedSum = header.reduce((sum, byte) => sum + (byte < 128 ? byte : byte - 256), 0);
  header.write(`${signedSum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');

  expect(() => parseTarHeader(changed, 0)).toThrow(expect.objectContaining({ code: 'CORRUPT_ARCHIVE' }));
  expect(parseTarHeader(header, 0).path).toBe('é');
});

it('knows a block of zeros and the padding of data', () => {
  const block = Buffer.alloc(1024);
  block[1023] = 1;

  expect([isZeroBlock(block, 0), isZeroBlock(block, 512)]).toEqual([true, false]);
  expect([0, 1, 512, 513].map(paddingOf)).toEqual([0, 511, 0, 511]);
});

function edited(edit: (header: Buffer) => unknown): Buffer {
  const header = Buffer.from(tarHeader({ path: 'name', typeFlag: '0', sizeBytes: 0 }));
  edit(header);
  withChecksum(header);
  return header;
}
