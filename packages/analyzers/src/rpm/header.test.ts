import { describe, expect, it } from 'vitest';
import { buildHeader } from '../testing/rpm-databases.ts';
import { readHeader } from './header.ts';

describe('readHeader', () => {
  it('reads strings, translations and numbers', () => {
    const header = readHeader(
      buildHeader([
        { tag: 1000, type: 6, value: 'bash' },
        { tag: 1117, type: 8, value: ['a', '', 'ü'] },
        { tag: 1004, type: 9, value: ['Shell', 'Schale'] },
        { tag: 1003, type: 4, value: [1, 4_294_967_295] },
        { tag: 1030, type: 3, value: [0x81a4_41ed] },
      ]),
    );

    expect(header.text(1000)).toBe('bash');
    expect(header.texts(1117)).toEqual(['a', '', 'ü']);
    expect(header.text(1004)).toBe('Shell');
    expect(header.numbers(1003)).toEqual([1, 4_294_967_295]);
    expect(header.numbers(1030)).toEqual([0x81a4]);
    expect(header.text(9999)).toBeUndefined();
    expect(header.damagedTags()).toEqual([]);
  });

  it('lets what was added at installation override the package', () => {
    const header = readHeader(
      buildHeader([
        { tag: 63, type: 7, value: new Uint8Array(16) },
        { tag: 1003, type: 4, value: [1] },
        { tag: 1003, type: 4, value: [2] },
      ]),
    );

    expect(header.numbers(1003)).toEqual([2]);
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['more entries than bytes', Uint8Array.of(0, 0, 0, 9, 0, 0, 0, 0)],
    ['huge counts', Uint8Array.of(255, 255, 255, 255, 255, 255, 255, 255)],
  ])('refuses %s', (_, bytes) => {
    expect(() => readHeader(bytes)).toThrow(expect.objectContaining({ code: 'MALFORMED_RECORD' }));
  });

  it('tells damaged tags from absent ones', () => {
    const bytes = buildHeader([
      { tag: 1117, type: 8, value: ['a', 'b'] },
      { tag: 1003, type: 4, value: [1] },
      { tag: 1000, type: 6, value: 'bash' },
    ]);
    const view = new DataView(bytes.buffer);
    view.setUint32(8 + 12, 50); // more strings than there are
    view.setInt32(24 + 8, -4); // before the data
    view.setUint32(40 + 4, 99); // a type that does not exist

    const header = readHeader(bytes);

    expect([header.texts(1117), header.numbers(1003), header.text(1000), header.text(1001)]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(header.damagedTags()).toEqual([1000, 1003, 1117]);
  });

  it('does not read a string that the data ends within', () => {
    const bytes = buildHeader([{ tag: 1000, type: 6, value: 'bash' }]);
    bytes[bytes.length - 1] = 0x21;

    expect(readHeader(bytes).text(1000)).toBeUndefined();
  });
});
