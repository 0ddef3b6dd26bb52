import { describe, expect, it } from 'vitest';
import { parseVex } from './parse-vex.ts';

const parse = (document: unknown) => parseVex(Buffer.from(JSON.stringify(document)), 'vex.json');

describe('OpenVEX', () => {
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
      '1 statements of vex.json cannot be read, and were left out',
      '1 statements of vex.json name no product or no vulnerability, and apply to nothing',
    ]);
  });
});

it('does not take a statement about a nameless part for one about the whole', () => {
  const statement = { vulnerability: 'CVE-2026-1', status: 'not_affected', products: [{ '@id': 'pkg:oci/web', subcomponents: [{}] }] };

  expect(parse({ '@context': 'https://openvex.dev/ns/v0.2.0', statements: [statement] }).statements).toEqual([]);
});

describe('CycloneDX', () => {
  const document = (...vulnerabilities: unknown[]) => ({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    metadata: { authors: [{ name: 'ops' }], component: { 'bom-ref': 'image', name: 'web', type: 'container', version: 'sha256:ab' } },
    components: [{ 'bom-ref': 'one', name: 'a', purl: 'pkg:npm/a@1' }],
    vulnerabilities,
  });

  it.each`
    state                       | justification               | status                   | expected
    ${'not_affected'}           | ${'code_not_present'}       | ${'not_affected'}        | ${'vulnerable_code_not_present'}
    ${'not_affected'}           | ${'code_not_reachable'}     | ${'not_affected'}        | ${'vulnerable_code_not_in_execute_path'}
    ${'not_affected'}           | ${'protected_at_perimeter'} | ${'not_affected'}        | ${'inline_mitigations_already_exist'}
    ${'not_affected'}           | ${'requires_configuration'} | ${'not_affected'}        | ${'not_stated'}
    ${'false_positive'}         | ${undefined}                | ${'not_affected'}        | ${'not_stated'}
    ${'resolved_with_pedigree'} | ${undefined}                | ${'fixed'}               | ${'not_stated'}
    ${'exploitable'}            | ${undefined}                | ${'affected'}            | ${'not_stated'}
    ${'in_triage'}              | ${undefined}                | ${'under_investigation'} | ${'not_stated'}
  `('$state for $justification is $status for $expected', ({ state, justification, status, expected }: Record<string, string>) => {
    const { statements } = parse(document({ id: 'CVE-2026-1', analysis: { state, justification }, affects: [{ ref: 'one' }] }));

    expect(statements).toMatchObject([{ status, justification: expected, products: [{ ids: ['pkg:npm/a@1'] }], author: 'ops' }]);
  });

  it.each`
    ref                                                                   | ids
    ${'one'}                                                              | ${['pkg:npm/a@1']}
    ${'image'}                                                            | ${['web', 'sha256:ab']}
    ${'pkg:npm/b@1'}                                                      | ${['pkg:npm/b@1']}
    ${'urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1#pkg:npm/b@1'}       | ${['pkg:npm/b@1']}
    ${'urn:cdx:f08a6ccd-4dce-4759-bd84-c626675d60a7/1#pkg%3Anpm%2Fb%401'} | ${['pkg:npm/b@1']}
  `('follows the reference $ref', ({ ref, ids }: { ref: string; ids: string[] }) => {
    const { statements } = parse(document({ id: 'CVE-2026-1', analysis: { state: 'not_affected' }, affects: [{ ref }] }));

    expect(statements[0]?.products).toEqual([{ ids, subcomponents: [] }]);
  });

  it('takes nothing from a vulnerability without an analysis, or with a state that is none', () => {
    expect(parse(document({ id: 'CVE-2026-1' }, { id: 'CVE-2026-2', analysis: { state: 'constructor' } }))).toEqual({
      statements: [],
      problems: [],
    });
  });
});

describe('CSAF', () => {
  const csaf = (vulnerability: object, tree: object) => ({
    document: {
      category: 'csaf_vex',
      csaf_version: '2.0',
      title: 'x',
      publisher: { category: 'vendor', name: 'Example', namespace: 'https://example.com' },
      tracking: { current_release_date: '2026-11-01T00:00:00Z' },
    },
    product_tree: tree,
    vulnerabilities: [vulnerability],
  });

  const tree = {
    branches: [
      {
        category: 'vendor',
        name: 'Example',
        branches: [
          {
            category: 'product_version',
            name: '1',
            product: { name: 'a 1', product_id: 'A', product_identification_helper: { purl: 'pkg:npm/a@1' } },
          },
        ],
      },
    ],
    full_product_names: [
      { name: 'a nameless part', product_id: 'PART' },
      { name: 'the image', product_id: 'IMAGE', product_identification_helper: { purl: 'pkg:oci/web' } },
      { name: 'a platform', product_id: 'OS', product_identification_helper: { cpe: 'cpe:/o:x:y:9' } },
    ],
    relationships: [
      {
        category: 'default_component_of',
        full_product_name: { name: 'a in the image', product_id: 'IMAGE:A' },
        product_reference: 'A',
        relates_to_product_reference: 'IMAGE',
      },
      {
        category: 'default_component_of',
        full_product_name: { name: 'a nameless part of the image', product_id: 'IMAGE:PART' },
        product_reference: 'PART',
        relates_to_product_reference: 'IMAGE',
      },
    ],
    product_groups: [{ group_id: 'G', product_ids: ['A', 'IMAGE'] }],
  };

  it('reads products of branches, and parts of products', () => {
    const { statements } = parse(
      csaf(
        { cve: 'CVE-2026-1', ids: [{ system_name: 'x', text: 'X-1' }], product_status: { fixed: ['A'], known_not_affected: ['IMAGE:A'] } },
        tree,
      ),
    );

    expect(statements).toMatchObject([
      {
        vulnerabilities: ['CVE-2026-1', 'X-1'],
        status: 'not_affected',
        products: [{ ids: ['pkg:oci/web'], subcomponents: ['pkg:npm/a@1'] }],
        author: 'Example',
      },
      { status: 'fixed', products: [{ ids: ['pkg:npm/a@1'], subcomponents: [] }] },
    ]);
  });

  it('gives each product its own reason', () => {
    const { statements } = parse(
      csaf(
        {
          cve: 'CVE-2026-1',
          product_status: { known_not_affected: ['A', 'IMAGE', 'IMAGE:A'] },
          flags: [{ label: 'component_not_present', group_ids: ['G'] }],
          threats: [{ category: 'impact', details: 'not built in', product_ids: ['IMAGE:A'] }],
        },
        tree,
      ),
    );

    expect(statements.map(({ justification, reason, products }) => [justification, reason, products.length])).toEqual([
      ['component_not_present', '', 2],
      ['not_stated', 'not built in', 1],
    ]);
  });

  it('says that a product without any name applies to nothing', () => {
    const { statements, problems } = parse(
      csaf({ cve: 'CVE-2026-1', product_status: { known_not_affected: ['OS', 'gone', 'IMAGE:PART'] } }, tree),
    );

    expect(statements).toEqual([]);
    expect(problems).toHaveLength(1);
  });
});

it.each([[{}], [7], [{ document: { csaf_version: '1.2' } }], [{ '@context': 'https://example.com', statements: [] }]])(
  'refuses %j',
  (document) => {
    expect(() => parse(document)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_FORMAT' }));
  },
);
