import * as contract from '@plimsoll/contract';
import { listAudit } from '@plimsoll/db';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call } from '../testing/call.ts';
import { filledApp } from '../testing/test-app.ts';

let test: Awaited<ReturnType<typeof filledApp>>;
beforeAll(async () => void (test = await filledApp()));
afterAll(() => test.close());

const OPENVEX = {
  '@context': 'https://openvex.dev/ns/v0.2.0',
  author: 'Example Inc.',
  timestamp: '2026-11-01T00:00:00Z',
  statements: [
    {
      vulnerability: { name: 'CVE-2026-1' },
      products: [{ '@id': 'pkg:npm/left@1.0.0' }],
      status: 'not_affected',
      justification: 'vulnerable_code_not_in_execute_path',
      impact_statement: 'never called',
    },
    { vulnerability: { name: 'CVE-2026-1' }, products: [{ '@id': 'pkg:npm/left@7' }], status: 'fixed' },
    { vulnerability: { name: 'CVE-2026-1' }, products: [{ '@id': 'pkg:npm/left@1.5.0' }], status: 'affected' },
    { vulnerability: 7 },
  ],
};
const body = (document: unknown, more = {}) => ({ document: JSON.stringify(document), scope: {}, ...more });
const open = async () => (await call(test, contract.listDecisions, { query: { state: 'open' } })).rows;
const decided = async (repository: string) => {
  const params = { connection: test.connection, repository, reference: '1' };
  return (await call(test, contract.listFindings, { params, query: { decided: 'decided', platform: 'linux/amd64' } })).total;
};

it('shows what each statement becomes and hides, and makes nothing', async () => {
  const preview = await call(test, contract.previewVexImport, { as: 'editor', body: body(OPENVEX) });

  expect(preview).toMatchObject({
    author: 'Example Inc.',
    counts: { decision: 1, 'not-imported': 1, 'decided-already': 0, nothing: 1 },
    hides: { findings: 1, images: 1 },
    problems: ['1 statements of the document cannot be read, and were left out: statements[3]'],
    rows: [
      {
        place: 'statements[0]',
        outcome: 'decision',
        decision: { packagePattern: 'left', packageBuild: { ecosystem: 'npm', version: '1.0.0' }, hides: { findings: 1, images: 1 } },
      },
      { place: 'statements[1]', outcome: 'not-imported' },
      { place: 'statements[2]', outcome: 'nothing' },
    ],
  });
  expect(await open()).toEqual([]);
});

it('imports: hides what was said and no other version, tells who, and evaluates the policies', async () => {
  const expiresAt = '2099-01-01T00:00:00.000Z';
  const imported = await call(test, contract.importVex, { as: 'editor', body: body(OPENVEX, { name: 'example.json', expiresAt }) });

  expect(imported).toMatchObject({ counts: { decision: 1, 'decided-already': 0 }, hides: { findings: 1 } });
  expect(await open()).toMatchObject([
    {
      id: imported.decisions[0],
      kind: 'not-affected',
      justification: 'vulnerable_code_not_in_execute_path',
      reason: 'never called',
      author: 'VEX: Example Inc., imported by editor@example.test',
      vulnerability: 'CVE-2026-1',
      packageBuild: { ecosystem: 'npm', version: '1.0.0' },
      expiresAt,
      hides: { findings: 1, images: 1 },
    },
  ]);
  expect([await decided('shop/web'), await decided('shop/base')]).toEqual([1, 0]);
  expect(test.bench.waiting.map(({ name }) => name)).toContain('evaluate-policies');
  expect(test.bench.events.at(-1)).toEqual({ type: 'decisions' });
  const [entry] = (await listAudit(test.bench.db)).filter(({ action }) => action === 'decision.import');
  expect(entry).toMatchObject({
    actor: 'editor@example.test',
    target: 'example.json of Example Inc.',
    detail: `1 decisions, 0 were open already: ${imported.decisions[0]}`,
  });
});

it('skips what is decided already', async () => {
  const preview = await call(test, contract.previewVexImport, { body: body(OPENVEX) });
  const imported = await call(test, contract.importVex, { body: body(OPENVEX) });

  expect(preview.rows.at(-2)).toMatchObject({ outcome: 'decided-already', decision: { twin: expect.any(Number) as number } });
  expect(imported).toMatchObject({ decisions: [], counts: { decision: 0, 'decided-already': 1 } });
  expect(await open()).toHaveLength(1);
});

it.each(['openvex', 'cyclonedx'] as const)('brings back what it wrote as %s, for the same images and no other', async (format) => {
  const document = await call(test, contract.exportVex, { query: { format } });

  const preview = await call(test, contract.previewVexImport, { body: body(document) });

  expect(preview.counts.decision).toBe(1);
  expect(preview.rows[0]?.decision).toMatchObject({
    scope: { connection: test.connection, repositoryGlob: 'shop/web', image: expect.stringContaining('sha256:') as string },
    packagePattern: 'left',
    hides: { findings: 1, images: 1 },
  });
});

it('reads CSAF', async () => {
  const csaf = {
    document: { csaf_version: '2.0', publisher: { name: 'Vendor' }, tracking: { current_release_date: '2026-11-01T00:00:00Z' } },
    product_tree: {
      full_product_names: [{ name: 'left', product_id: 'L', product_identification_helper: { purl: 'pkg:npm/left@1.5.0' } }],
    },
    vulnerabilities: [
      { cve: 'CVE-2026-1', product_status: { known_not_affected: ['L'] }, flags: [{ label: 'component_not_present', product_ids: ['L'] }] },
    ],
  };

  expect(await call(test, contract.previewVexImport, { body: body(csaf) })).toMatchObject({
    author: 'Vendor',
    rows: [
      {
        place: 'vulnerabilities[0].known_not_affected',
        decision: { justification: 'component_not_present', packageBuild: { version: '1.5.0' }, hides: { findings: 1 } },
      },
    ],
  });
});

it('refuses what is no document, and quotes the mistake', async () => {
  const refused = (document: string) => call(test, contract.previewVexImport, { body: { document, scope: {} } });

  await expect(refused('{"statements": [\n  {"a": 1},\n  oops\n]}')).rejects.toThrow(/400 .*the document is not JSON: .*oops/);
  await expect(refused('{}')).rejects.toThrow(/400 .*holds no VEX statements.*OpenVEX, CycloneDX and CSAF/);
  await expect(refused('['.repeat(300))).rejects.toThrow('413');
  await expect(refused('"'.padEnd(6 * 1024 * 1024, 'a'))).rejects.toThrow('400');
  await expect(call(test, contract.previewVexImport, { body: body(OPENVEX), as: 'viewer' })).rejects.toThrow('403');
  await expect(call(test, contract.importVex, { body: body(OPENVEX, { scope: { connection: 99 } }) })).rejects.toThrow('400');
});

it('takes documents that are larger than other bodies', async () => {
  const large = { ...OPENVEX, comment: 'x'.repeat(2 * 1024 * 1024) };

  expect((await call(test, contract.previewVexImport, { body: body(large) })).counts['decided-already']).toBe(1);
});
