import { expect, it } from 'vitest';
import { editInWords, editsByFile, remainderInWords } from './plan-words.ts';

const FROM = { kind: 'base-image', file: 'Dockerfile', before: 'FROM a:1', after: 'FROM a:2@sha256:00', step: 0 } as const;
const AXIOS = { kind: 'override', file: 'package.json', before: '', after: '\n  "axios": "1.0.0"\n', step: 1 } as const;
const LODASH = { kind: 'dependency', file: 'package.json', before: '"lodash": "3"', after: '"lodash": "4"', step: 2 } as const;
const UPGRADE = {
  kind: 'os-packages',
  file: 'Dockerfile',
  before: '',
  after: 'RUN apt-get update \\\n && apt-get upgrade',
  step: 3,
} as const;

it.each`
  remaining | unfixable | adds | expected
  ${0}      | ${0}      | ${0} | ${'leaves none, adds none'}
  ${88}     | ${1}      | ${0} | ${'leaves 88, of which 1 has no fix, adds none'}
  ${88}     | ${2}      | ${3} | ${'leaves 88, of which 2 have no fix, adds 3'}
  ${1}      | ${1}      | ${0} | ${'leaves 1 without a fix, adds none'}
  ${5}      | ${0}      | ${0} | ${'leaves 5, adds none'}
`(
  'says "$expected"',
  ({ remaining, unfixable, adds, expected }: Record<'remaining' | 'unfixable' | 'adds', number> & { expected: string }) =>
    expect(remainderInWords({ remaining, unfixable, adds })).toBe(expected),
);

it.each([
  [FROM, 'FROM a:2'],
  [AXIOS, '"axios": "1.0.0"'],
  [UPGRADE, 'Upgrade what is left of the system packages'],
])('calls an edit by what it writes (%#)', (edit, expected) => expect(editInWords(edit)).toBe(expected));

it('shows edits as the lines that go and come, file by file', () => {
  expect(editsByFile({ edits: [UPGRADE, LODASH] }).map(({ file, diff }) => [file, diff])).toEqual([
    ['Dockerfile', '+RUN apt-get update \\\n+ && apt-get upgrade'],
    ['package.json', '-"lodash": "3"\n+"lodash": "4"'],
  ]);
});
