import { expect, it } from 'vitest';
import { editsByFile, remainderInWords } from './plan-words.ts';

const LODASH = {
  kind: 'dependency',
  file: 'package.json',
  before: '"lodash": "3"',
  after: '"lodash": "4"',
  step: 2,
  stepTitle: 'Pin lodash to 4',
} as const;
const UPGRADE = {
  kind: 'os-packages',
  file: 'Dockerfile',
  before: '',
  after: 'RUN apt-get update \\\n && apt-get upgrade',
  step: 3,
  stepTitle: 'Upgrade 2 system packages in place',
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

it('shows edits as the lines that go and come, file by file', () => {
  expect(editsByFile({ edits: [UPGRADE, LODASH] }).map(({ file, diff }) => [file, diff])).toEqual([
    ['Dockerfile', '+RUN apt-get update \\\n+ && apt-get upgrade'],
    ['package.json', '-"lodash": "3"\n+"lodash": "4"'],
  ]);
});
