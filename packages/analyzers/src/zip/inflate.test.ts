import { deflateRawSync, deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { inflate } from './inflate.ts';

const TEXT = Buffer.from('hello '.repeat(1000));

it('unpacks both formats', () => {
  expect(inflate(deflateRawSync(TEXT), { format: 'raw', maxBytes: 6000 })).toEqual(TEXT);
  expect(inflate(deflateSync(TEXT), { format: 'zlib', maxBytes: 6000 })).toEqual(TEXT);
});

it('answers undefined to more than is allowed, to a cut and to noise', () => {
  expect(inflate(deflateRawSync(TEXT), { format: 'raw', maxBytes: 5999 })).toBeUndefined();
  expect(inflate(deflateSync(TEXT).subarray(0, 20), { format: 'zlib', maxBytes: 6000 })).toBeUndefined();
  expect(inflate(TEXT, { format: 'zlib', maxBytes: 6000 })).toBeUndefined();
  expect(inflate(new Uint8Array(), { format: 'raw', maxBytes: 0 })).toBeUndefined();
});
