import { expect, it } from 'vitest';
import { parseVex } from './parse-vex.ts';

const parse = (document: unknown) => parseVex(Buffer.from(JSON.stringify(document)), 'vex.json');

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

it('refuses groups that stand for more products than memory holds', () => {
  const groups = { product_groups: [{ group_id: 'ALL', product_ids: Array.from({ length: 2000 }, (_, index) => `P${index}`) }] };
  const threats = (count: number) => Array.from({ length: count }, () => ({ category: 'impact', details: 'x', group_ids: ['ALL', 'ALL'] }));
  const status = { known_not_affected: ['A', 'A'] };
  const read = (count: number) =>
    parse(csaf({ cve: 'CVE-2026-1', product_status: status, threats: threats(count) }, { ...tree, ...groups }));

  expect(read(1000).statements.map(({ products }) => products.length)).toEqual([1]);
  expect(() => read(1001)).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED' }));
});
