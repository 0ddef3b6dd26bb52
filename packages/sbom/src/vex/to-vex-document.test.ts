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
  timestamp: '',
};

it('keeps the products that have a name', () => {
  expect(toVexDocument([statement], 'x')).toEqual({ statements: [{ ...statement, products: [statement.products[0]] }], problems: [] });
});

it('counts what cannot be read, and what is about nothing', () => {
  const { statements, problems } = toVexDocument([undefined, { ...statement, products: [] }, { ...statement, vulnerabilities: [] }], 'x');

  expect(statements).toEqual([]);
  expect(problems.map(({ message }) => message)).toEqual([
    '1 statements of x cannot be read, and were left out',
    '2 statements of x name no product or no vulnerability, and apply to nothing',
  ]);
});
