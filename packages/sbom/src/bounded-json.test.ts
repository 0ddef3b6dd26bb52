import { describe, expect, it } from 'vitest';
import { MAX_DOCUMENT_BYTES, parseBoundedJson } from './bounded-json.ts';

const parse = (text: string): unknown => parseBoundedJson(Buffer.from(text), 'x.json');

it('reads JSON, with a byte order mark too', () => {
  expect(parse('{"a":[1]}')).toEqual({ a: [1] });
  expect(parse('\ufeff{"a":"ü"}')).toEqual({ a: 'ü' });
});

it.each(['', '{', 'null x', 'SPDXVersion: SPDX-2.3', '<bom/>'])('refuses %j', (text) => {
  expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'MALFORMED_FILE' }));
});

it('refuses what is not UTF-8', () => {
  expect(() => parseBoundedJson(new Uint8Array([0x22, 0xff, 0x22]), 'x.json')).toThrow(expect.objectContaining({ code: 'MALFORMED_FILE' }));
});

describe('limits', () => {
  it('counts no brackets in strings', () => {
    expect(parse(JSON.stringify(`${'['.repeat(1000)}"\\`))).toHaveLength(1002);
  });

  it.each(['[', '{"a":'])('refuses a million of %j in no time', (open) => {
    expect(() => parse(open.repeat(1_000_000))).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED' }));
  });

  it('refuses a document that is too large', () => {
    expect(() => parseBoundedJson(new Uint8Array(MAX_DOCUMENT_BYTES + 1), 'x.json')).toThrow(
      expect.objectContaining({ code: 'LIMIT_EXCEEDED' }),
    );
  });
});
