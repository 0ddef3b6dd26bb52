import { expect, it } from 'vitest';
import { severityOfLabel, severityOfTitle } from './severity.ts';

it.each`
  label                 | severity
  ${'MODERATE'}         | ${'medium'}
  ${'Important'}        | ${'high'}
  ${' unimportant '}    | ${'negligible'}
  ${'not yet assigned'} | ${undefined}
  ${'constructor'}      | ${undefined}
`('"$label" is $severity', ({ label, severity }) => {
  expect(severityOfLabel(label)).toBe(severity);
});

it.each`
  title                               | severity
  ${'Critical: bind security update'} | ${'critical'}
  ${'High praise: nothing'}           | ${undefined}
  ${'A flaw in low: level code'}      | ${undefined}
  ${''}                               | ${undefined}
`('the title "$title" is $severity', ({ title, severity }) => {
  expect(severityOfTitle(title)).toBe(severity);
});
