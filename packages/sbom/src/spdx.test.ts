import { expect, it } from 'vitest';
import { parseSbom } from './parse-sbom.ts';

const parse = (document: unknown) => parseSbom(Buffer.from(JSON.stringify(document)), 'x.json');
const DIGEST = `sha256:${'a'.repeat(64)}`;

it('reads packages, and neither the image nor the document', () => {
  const ref = (purl: string) => ({ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: purl });
  const sbom = parse({
    spdxVersion: 'SPDX-2.3',
    name: 'shop/web',
    hasExtractedLicensingInfos: [{ licenseId: 'LicenseRef-a', extractedText: 'do what you like' }],
    packages: [
      { SPDXID: 'SPDXRef-Image', name: 'shop/web', versionInfo: DIGEST, externalRefs: [ref(`pkg:oci/web@${DIGEST}`)] },
      { name: 'a', licenseDeclared: 'LicenseRef-a', externalRefs: [ref('pkg:npm/a@1')] },
      { name: 'b', licenseDeclared: 'NOASSERTION', comment: 'plimsoll:unmatched built here', externalRefs: [ref('pkg:npm/b@1')] },
      { name: 'c' },
      7,
    ],
    relationships: [{ spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: 'SPDXRef-Image' }],
  });

  expect(sbom).toMatchObject({ format: 'SPDX 2.3', name: 'shop/web', digest: DIGEST });
  expect(sbom.packages).toMatchObject([
    { package: { name: 'a', licenses: ['do what you like'] } },
    { package: { name: 'b', licenses: [] }, unmatched: 'built here' },
  ]);
  expect(sbom.problems.map(({ message }) => message)).toEqual([
    '1 packages have no name or are no objects',
    '1 entry has no package URL, and was not matched: "c"',
  ]);
});
