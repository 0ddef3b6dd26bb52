import { expect, it } from 'vitest';
import { parseVex } from './parse-vex.ts';

const parse = (document: unknown) => parseVex(Buffer.from(JSON.stringify(document)), 'vex.json');

it.each([
  [{ '@context': 'https://openvex.dev/ns/v0.2.0', statements: [] }],
  [{ bomFormat: 'CycloneDX', specVersion: '1.6' }],
  [{ document: { csaf_version: '2.0' } }],
])('knows %j', (document) => {
  expect(parse(document)).toEqual({ statements: [], problems: [] });
});

it.each([[{}], [7], [{ document: { csaf_version: '1.2' } }], [{ '@context': 'https://example.com', statements: [] }]])(
  'refuses %j',
  (document) => {
    expect(() => parse(document)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_FORMAT' }));
  },
);
