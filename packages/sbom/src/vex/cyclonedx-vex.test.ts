import { expect, it } from 'vitest';
import { parseVex } from './parse-vex.ts';

const parse = (document: unknown) => parseVex(Buffer.from(JSON.stringify(document)), 'vex.json');

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

const DIGEST = `sha256:${'a'.repeat(64)}`;

it('takes a package inside a container for a part of that image', () => {
  const nested = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    components: [
      {
        'bom-ref': 'web',
        type: 'container',
        name: 'shop/web',
        version: DIGEST,
        components: [{ 'bom-ref': 'web#a', name: 'a', purl: 'pkg:npm/a@1' }],
      },
    ],
    vulnerabilities: [{ id: 'CVE-2026-1', analysis: { state: 'not_affected' }, affects: [{ ref: 'web#a' }] }],
  };

  expect(parse(nested).statements[0]?.products).toEqual([{ ids: ['shop/web', DIGEST], subcomponents: ['pkg:npm/a@1'] }]);
});

it('says which image a document is about, where that has a digest', () => {
  const about = document({ id: 'CVE-2026-1', analysis: { state: 'not_affected' }, affects: [{ ref: 'one' }, { ref: 'image' }] });
  about.metadata.component.version = DIGEST;

  expect(parse(about).statements[0]?.products).toEqual([
    { ids: ['pkg:npm/a@1'], subcomponents: [], within: [DIGEST] },
    { ids: ['web', DIGEST], subcomponents: [] },
  ]);
});
