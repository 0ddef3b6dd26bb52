import { expect, it } from 'vitest';
import { parseVex } from './parse-vex.ts';

const parse = (document: unknown) => parseVex(Buffer.from(JSON.stringify(document)), 'vex.json');

it('reads statements with products, parts and reasons', () => {
  const { statements, problems } = parse({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'urn:x',
    author: 'ops',
    timestamp: '2026-11-01T00:00:00Z',
    version: 1,
    statements: [
      {
        vulnerability: { name: 'CVE-2026-1', aliases: ['GHSA-a'] },
        products: [{ '@id': 'pkg:oci/web', hashes: { 'sha-256': 'AB' }, subcomponents: [{ '@id': 'pkg:npm/a@1' }] }],
        status: 'not_affected',
        justification: 'inline_mitigations_already_exist',
        status_notes: 'behind a proxy',
      },
      { vulnerability: 'CVE-2026-2', products: ['pkg:npm/b@1'], status: 'fixed', timestamp: '2026-11-02T00:00:00Z' },
      { vulnerability: { name: 'CVE-2026-3' }, status: 'affected' },
      { vulnerability: {}, status: 'odd' },
    ],
  });

  expect(statements).toEqual([
    {
      vulnerabilities: ['CVE-2026-1', 'GHSA-a'],
      status: 'not_affected',
      products: [{ ids: ['pkg:oci/web', 'sha256:ab'], subcomponents: ['pkg:npm/a@1'] }],
      justification: 'inline_mitigations_already_exist',
      reason: 'behind a proxy',
      author: 'ops',
      file: 'vex.json',
      place: 'statements[0]',
      timestamp: '2026-11-01T00:00:00Z',
    },
    expect.objectContaining({
      vulnerabilities: ['CVE-2026-2'],
      status: 'fixed',
      products: [{ ids: ['pkg:npm/b@1'], subcomponents: [] }],
      justification: 'not_stated',
      timestamp: '2026-11-02T00:00:00Z',
    }),
  ]);
  expect(problems.map(({ message }) => message)).toEqual([
    '1 statements of vex.json cannot be read, and were left out: statements[3]',
    '1 statements of vex.json name no product or no vulnerability, and apply to nothing: statements[2]',
  ]);
});

it('does not take a statement about a nameless part for one about the whole', () => {
  const statement = { vulnerability: 'CVE-2026-1', status: 'not_affected', products: [{ '@id': 'pkg:oci/web', subcomponents: [{}] }] };

  expect(parse({ '@context': 'https://openvex.dev/ns/v0.2.0', statements: [statement] }).statements).toEqual([]);
});
