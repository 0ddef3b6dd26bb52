import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { scoreCvss, severityOfScore } from './cvss.ts';

it.each(['cvss.list', 'cvss-oracle.list'])('scores as %s says', (file) => {
  const lines = readFileSync(new URL(`testdata/${file}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));

  const wrong = lines.filter((line) => {
    const [vector = '', expected] = line.split(' ');
    return scoreCvss(vector)?.score !== (expected === 'invalid' ? undefined : Number(expected));
  });

  expect(lines.length).toBeGreaterThan(20);
  expect(wrong).toEqual([]);
});

it.each`
  vector                                                               | version
  ${'AV:N/AC:L/Au:N/C:P/I:N/A:N'}                                      | ${'2.0'}
  ${'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'}                    | ${'3.0'}
  ${'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'}                    | ${'3.1'}
  ${'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N'} | ${'4.0'}
`('$vector is of version $version', ({ vector, version }: { vector: string; version: string }) => {
  expect(scoreCvss(vector)?.version).toBe(version);
});

it('refuses a long text at once', () => {
  expect(scoreCvss(`CVSS:3.1/${'AV:N/'.repeat(100_000)}`)).toBeUndefined();
  expect(scoreCvss('')).toBeUndefined();
});

it.each`
  score         | version  | severity
  ${0}          | ${'3.1'} | ${'negligible'}
  ${0.1}        | ${'3.1'} | ${'low'}
  ${3.9}        | ${'4.0'} | ${'low'}
  ${4}          | ${'3.0'} | ${'medium'}
  ${6.9}        | ${'3.1'} | ${'medium'}
  ${7}          | ${'3.1'} | ${'high'}
  ${8.9}        | ${'3.1'} | ${'high'}
  ${9}          | ${'3.1'} | ${'critical'}
  ${10}         | ${'4.0'} | ${'critical'}
  ${3.9}        | ${'2.0'} | ${'low'}
  ${4}          | ${'2.0'} | ${'medium'}
  ${10}         | ${'2.0'} | ${'high'}
  ${11}         | ${'3.1'} | ${'unknown'}
  ${-1}         | ${'3.1'} | ${'unknown'}
  ${Number.NaN} | ${'3.1'} | ${'unknown'}
`('$score of version $version is $severity', ({ score, version, severity }: { score: number; version: string; severity: string }) => {
  expect(severityOfScore(score, version)).toBe(severity);
});
