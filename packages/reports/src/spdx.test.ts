import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { spdx } from './spdx.ts';
import { schemaErrors } from './testing/schema-errors.ts';
import { cleanScan, decidedScan, OPTIONS, sampleInventory, sampleScan } from './testing/sample-documents.ts';

const SCHEMA = 'spdx-2.3.schema.json';

const sbom = z.object({
  comment: z.string(),
  hasExtractedLicensingInfos: z.array(z.object({ licenseId: z.string() })),
  packages: z.array(
    z.object({
      SPDXID: z.string(),
      name: z.string(),
      licenseDeclared: z.string(),
      sourceInfo: z.string().optional(),
      externalRefs: z.array(z.object({ referenceType: z.string(), referenceLocator: z.string(), comment: z.string().optional() })),
    }),
  ),
  relationships: z.array(z.object({ spdxElementId: z.string(), relationshipType: z.string(), relatedSpdxElement: z.string() })),
});

it.each([
  ['a scan', sampleScan],
  ['a scan with decisions', { ...decidedScan, filter: 'severity low' }],
  ['an inventory', sampleInventory],
  ['nothing', { ...cleanScan, packages: [], target: { ...cleanScan.target, digest: '', os: null } }],
])('is valid: %s', (_, document) => {
  expect(schemaErrors(SCHEMA, spdx.render(document, OPTIONS))).toEqual([]);
});

describe('a scan', () => {
  const { comment, hasExtractedLicensingInfos, packages, relationships } = sbom.parse(JSON.parse(spdx.render(sampleScan, OPTIONS)));

  it('describes the image, which contains the packages', () => {
    const [image, ...others] = packages;

    expect(relationships[0]).toEqual({
      spdxElementId: 'SPDXRef-DOCUMENT',
      relationshipType: 'DESCRIBES',
      relatedSpdxElement: image?.SPDXID,
    });
    expect(relationships.slice(1).map(({ relatedSpdxElement }) => relatedSpdxElement)).toEqual(others.map(({ SPDXID }) => SPDXID));
    expect(image?.externalRefs[0]?.referenceLocator).toMatch(/^pkg:oci\/web@/);
  });

  it('gives purls that tell the source package, places, and the vulnerabilities', () => {
    expect(packages[1]).toMatchObject({
      name: 'libssl3',
      sourceInfo: `found in var/lib/dpkg/status of layer sha256:${'b'.repeat(64)}`,
      externalRefs: [
        { referenceType: 'purl', referenceLocator: 'pkg:deb/debian/libssl3@3.0.20-1~deb12u2?arch=amd64&distro=debian-12&upstream=openssl' },
        { referenceType: 'advisory', referenceLocator: 'https://www.cve.org/CVERecord?id=CVE-2026-0001' },
      ],
    });
  });

  it('explains every licence reference that it uses', () => {
    const used = packages.flatMap(({ licenseDeclared }) => licenseDeclared.match(/LicenseRef-[\w.-]+/g) ?? []);

    expect(used).toHaveLength(1);
    expect(hasExtractedLicensingInfos.map(({ licenseId }) => licenseId)).toEqual(used);
  });

  it('tells the problems', () => {
    expect(comment).toContain('coverage partial\nMALFORMED_FILE: cannot read');
  });
});

it('comments on a vulnerability what was decided, and on the document what it is limited to', () => {
  const { comment, packages } = sbom.parse(JSON.parse(spdx.render({ ...decidedScan, filter: 'severity low' }, OPTIONS)));

  expect(packages[1]?.externalRefs[1]?.comment).toContain('Risk accepted by ada@example.test');
  expect(comment).toContain('findings limited to severity low');
});

it('keeps a vulnerability open that is open in one place', () => {
  const [finding] = sampleScan.findings;
  const { packages } = sbom.parse(JSON.parse(spdx.render({ ...sampleScan, findings: [decidedScan.findings[0]!, finding!] }, OPTIONS)));

  expect(packages[1]?.externalRefs.slice(1)).toMatchObject([{ referenceType: 'advisory' }]);
  expect(packages[1]?.externalRefs[1]).not.toHaveProperty('comment');
});
