import { expect, it } from 'vitest';
import { decisionOpenvex } from './decision-openvex.ts';
import { DECIDED } from './testing/decided-findings.ts';
import { schemaErrors } from './testing/schema-errors.ts';

const NOW = new Date('2026-11-24T12:00:00Z');

it('is what the schema of OpenVEX asks for', () => {
  expect(schemaErrors('openvex-0.2.0.schema.json', JSON.stringify(decisionOpenvex(DECIDED, NOW)))).toEqual([]);
});

it('states each decision once, with every image', () => {
  const { statements } = decisionOpenvex(DECIDED, NOW);

  expect(statements).toMatchObject([
    {
      vulnerability: { name: 'CVE-2026-1', aliases: ['GHSA-1'] },
      status: 'affected',
      action_statement: 'Risk accepted by ada@example.test until 2027-01-30: no input reaches it',
      timestamp: '2026-11-01T00:00:00.000Z',
      products: [{ subcomponents: [{ '@id': 'pkg:npm/left-pad@1.3.0' }] }, {}],
    },
    {
      status: 'not_affected',
      impact_statement: 'False positive by ada@example.test: no input reaches it',
      products: [{ subcomponents: [{}, {}] }],
    },
    { status: 'not_affected', justification: 'vulnerable_code_not_in_execute_path' },
    { status: 'not_affected', justification: 'vulnerable_code_cannot_be_controlled_by_adversary' },
    { status: 'not_affected', impact_statement: 'Not affected by ada@example.test: no input reaches it' },
  ]);
});

it('has the same id for the same decisions at the same time', () => {
  expect(decisionOpenvex(DECIDED, NOW)['@id']).toBe(decisionOpenvex(DECIDED, NOW)['@id']);
  expect(decisionOpenvex(DECIDED.slice(1), NOW)['@id']).not.toBe(decisionOpenvex(DECIDED, NOW)['@id']);
});

it('states nothing where nothing was decided', () => {
  expect(decisionOpenvex([], NOW)['statements']).toEqual([]);
});
