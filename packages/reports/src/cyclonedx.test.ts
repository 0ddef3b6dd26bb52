import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { expect, it } from 'vitest';
import { cyclonedx } from './cyclonedx.ts';
import { inventoryDocument, scanDocument } from './testing/sample-document.ts';
import { decidedScan } from './testing/sample-documents.ts';

const OPTIONS = { color: false, columns: 80, now: new Date('2026-01-01T00:00:00Z') };

interface Bom {
  readonly serialNumber: string;
  readonly metadata: { readonly timestamp: string };
  readonly components: readonly { readonly 'bom-ref': string }[];
  readonly vulnerabilities?: readonly { readonly id: string; readonly affects: readonly { readonly ref: string }[] }[];
}

function bomOf(document: Parameters<typeof cyclonedx.render>[0]): Bom {
  return JSON.parse(cyclonedx.render(document, OPTIONS)) as Bom;
}

const partial = {
  ...scanDocument,
  coverage: 'partial' as const,
  target: { ...scanDocument.target, digest: '', os: null },
  problems: [{ code: 'TRUNCATED' as const, message: 'it ends early', path: 'a' }],
};

it.each([
  ['an inventory', inventoryDocument],
  ['a scan', scanDocument],
  ['a scan with problems', partial],
  ['a scan with decisions', { ...decidedScan, filter: 'severity low' }],
  ['nothing', { ...inventoryDocument, packages: [] }],
])('is valid CycloneDX 1.6: %s', async (_, document) => {
  const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);

  expect(await validator.validate(cyclonedx.render(document, OPTIONS))).toBeNull();
});

it('has the packages, and what is known about them by the purls that are installed', () => {
  const bom = bomOf(scanDocument);
  const refs = scanDocument.packages.map(({ purl }) => purl);

  expect(bom.components.map((component) => component['bom-ref'])).toEqual(refs);
  expect(bom.vulnerabilities?.map(({ id, affects }) => [id, affects.map(({ ref }) => ref)])).toEqual(
    expect.arrayContaining([
      ['CVE-2026-3', [refs[0]]],
      ['CVE-2026-1', [refs[1]]],
      ['CVE-2026-2', [refs[1]]],
    ]),
  );
  expect(bom.vulnerabilities).toContainEqual(
    expect.objectContaining({ id: 'CVE-2026-2', analysis: expect.objectContaining({ state: 'not_affected' }) as unknown }),
  );
  expect(bom.vulnerabilities).toContainEqual(
    expect.objectContaining({
      id: 'CVE-2026-3',
      ratings: expect.arrayContaining([
        { severity: 'critical', score: 9.8 },
        {
          source: { name: 'EPSS', url: 'https://www.first.org/epss/' },
          method: 'other',
          score: 0.94358,
          justification: 'percentile 0.99968 of 2026-09-01',
        },
      ]) as unknown,
      recommendation: 'openssl: 3.0.22-1~deb12u1',
    }),
  );
});

it('says of an inventory nothing about vulnerabilities, and of a partial one that it is', () => {
  expect(bomOf(inventoryDocument)).not.toHaveProperty('vulnerabilities');
  expect(bomOf(partial)).toMatchObject({
    metadata: {
      properties: [
        { name: 'plimsoll:coverage', value: 'partial' },
        { name: 'plimsoll:problem', value: 'TRUNCATED: it ends early' },
      ],
    },
  });
});

it('has the same serial number for the same image, and the time of the document', () => {
  const { serialNumber, metadata } = bomOf(scanDocument);

  expect(bomOf(inventoryDocument).serialNumber).toBe(serialNumber);
  expect(bomOf(partial).serialNumber).not.toBe(serialNumber);
  expect(metadata.timestamp).toBe('2026-01-01T00:00:00.000Z');
});

it('has what was decided as analysis, and says what it is limited to', () => {
  const bom = bomOf({ ...decidedScan, filter: 'severity low' });

  expect(bom.vulnerabilities?.filter(({ id }) => id !== 'GO-2026-0001')).toMatchObject([
    { id: 'CVE-2026-0001', analysis: { state: 'exploitable', response: ['will_not_fix'] } },
    { id: 'CVE-2026-0002', analysis: { state: 'false_positive' } },
    { id: 'GHSA-dddd-eeee-ffff', analysis: { state: 'not_affected', justification: 'code_not_reachable' } },
  ]);
  expect(bom.metadata).toMatchObject({
    properties: expect.arrayContaining([{ name: 'plimsoll:filter', value: 'severity low' }]) as unknown,
  });
});

it('tells what is open from what was decided of the same vulnerability', () => {
  const [finding] = decidedScan.findings;
  const { decision: _, ...open } = finding!;
  const bom = bomOf({ ...decidedScan, findings: [finding!, open], notAffected: [] });

  expect(bom.vulnerabilities).toHaveLength(2);
  expect(bom.vulnerabilities?.filter((one) => 'analysis' in one)).toHaveLength(1);
});
