import { expect, it } from 'vitest';
import { parseCoreMetadata, pythonLicenses } from './metadata.ts';

const parse = (text: string) => parseCoreMetadata(new TextEncoder().encode(text));

it('reads headers up to the description', () => {
  const { headers } = parse('Name: a\r\nVersion: 1:2\r\nClassifier: x\r\nClassifier: y\r\n\r\nName: b\r\n');

  expect([...headers]).toEqual([
    ['name', ['a']],
    ['version', ['1:2']],
    ['classifier', ['x', 'y']],
  ]);
});

it('joins continued lines and passes over damaged ones', () => {
  expect([...parse(' stray\nnonsense\nLicense: one\n  two\n').headers]).toEqual([['license', ['one\ntwo']]]);
});

it('joins 100,000 continued lines quickly', () => {
  expect(parse(`License: x${'\n y'.repeat(100_000)}`).headers.get('license')).toHaveLength(1);
});

it.each`
  text                                                                 | expected
  ${'License-Expression: MIT\nLicense: x'}                             | ${['MIT']}
  ${'License: BSD'}                                                    | ${['BSD']}
  ${'License: UNKNOWN\nClassifier: License :: OSI Approved :: BSD'}    | ${['BSD']}
  ${'License: Copyright\n  all rights\nClassifier: License :: Public'} | ${['Public']}
  ${'Classifier: Topic :: x'}                                          | ${[]}
`('reads the licences of $text', ({ text, expected }) => {
  expect(pythonLicenses(parse(text))).toEqual(expected);
});
