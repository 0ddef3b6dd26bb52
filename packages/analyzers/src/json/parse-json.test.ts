import { expect, it } from 'vitest';
import { isJsonObject, jsonObjectsOf, jsonString, jsonStringsOf, parseJson } from './parse-json.ts';

const parse = (text: string): unknown => parseJson(new TextEncoder().encode(text));

it('parses with a byte order mark', () => {
  expect(parse('\uFEFF{"a":1}')).toEqual({ a: 1 });
});

it.each(['', '{', 'nonsense', '{"a":}'])('answers undefined to %j', (text) => {
  expect(parse(text)).toBeUndefined();
});

it('survives a million open brackets', () => {
  expect(parse('['.repeat(1_000_000))).toBeUndefined();
});

it('tells objects from lists and null', () => {
  expect([{}, [], null, 'a'].map(isJsonObject)).toEqual([true, false, false, false]);
  expect(jsonObjectsOf([{}, 1, []])).toEqual([{}]);
  expect(jsonObjectsOf('no list')).toEqual([]);
});

it('reads strings, never inherited ones', () => {
  expect(jsonString({ a: ' b ' }, 'a')).toBe('b');
  expect(jsonString({ a: 1, b: ' ' }, 'a')).toBeUndefined();
  expect(jsonString({ b: ' ' }, 'b')).toBeUndefined();
  expect(jsonString({}, 'toString')).toBeUndefined();
  expect(jsonStringsOf(['MIT', 1, ''])).toEqual(['MIT']);
  expect(jsonStringsOf('MIT')).toEqual(['MIT']);
  expect(jsonStringsOf(undefined)).toEqual([]);
});
