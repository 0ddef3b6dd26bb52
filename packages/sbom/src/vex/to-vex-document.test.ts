import { expect, it } from 'vitest';
import type { VexStatement } from './statement.ts';
import { toVexDocument } from './to-vex-document.ts';

const statement: VexStatement = {
  vulnerabilities: ['CVE-2026-1'],
  status: 'fixed',
  products: [
    { ids: ['pkg:npm/a@1'], subcomponents: [] },
    { ids: [], subcomponents: [] },
  ],
  justification: 'not_stated',
  reason: '',
  author: '',
  file: 'x',
  place: 'statements[0]',
  timestamp: '',
};

it('keeps the products that have a name', () => {
  expect(toVexDocument([statement], 'x')).toEqual({ statements: [{ ...statement, products: [statement.products[0]] }], problems: [] });
});

it('counts what cannot be read, and what is about nothing', () => {
  const { statements, problems } = toVexDocument(
    [
      { place: 'statements[1]' },
      { ...statement, products: [], place: 'statements[2]' },
      { ...statement, vulnerabilities: [], place: 'statements[3]' },
    ],
    'x',
  );

  expect(statements).toEqual([]);
  expect(problems.map(({ message }) => message)).toEqual([
    '1 statements of x cannot be read, and were left out: statements[1]',
    '2 statements of x name no product or no vulnerability, and apply to nothing: statements[2], statements[3]',
  ]);
});
