import { describe, expect, it } from 'vitest';
import { parseSbom } from './parse-sbom.ts';

const parse = (document: unknown) => parseSbom(Buffer.from(JSON.stringify(document)), 'x.json');
const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('CycloneDX', () => {
  it.each(['1.4', '1.5', '1.6'])('%s: reads components, those inside others too', (specVersion) => {
    const sbom = parse({
      bomFormat: 'CycloneDX',
      specVersion,
      metadata: { component: { name: 'shop/web', type: 'container', version: DIGEST } },
      components: [
        {
          name: 'a',
          purl: 'pkg:npm/a@1',
          licenses: [{ license: { id: 'MIT' } }, { expression: 'Zlib OR MIT' }, { license: {} }],
          properties: [{ name: 'plimsoll:path', value: 'srv/a' }],
          components: [{ name: 'b', purl: 'pkg:npm/b@1', properties: [{ name: 'plimsoll:unmatched', value: 'built here' }] }],
        },
        { name: 'debian', type: 'operating-system', version: '12' },
      ],
    });

    expect(sbom).toMatchObject({ format: `CycloneDX ${specVersion}`, name: 'shop/web', digest: DIGEST, problems: [] });
    expect(sbom.packages).toMatchObject([
      { package: { name: 'a', licenses: ['MIT', 'Zlib OR MIT'] }, path: 'srv/a' },
      { package: { name: 'b' }, path: '', unmatched: 'built here' },
    ]);
  });

  it('reads the source package from the properties of another tool', () => {
    const properties = { SrcName: 'openssl', SrcVersion: '3.0.20', SrcRelease: '1~deb12u2', SrcEpoch: '1' };
    const { packages } = parse({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      components: [
        {
          name: 'libssl3',
          purl: 'pkg:deb/debian/libssl3@1%3A3.0.20-1~deb12u2?distro=debian-12.15',
          properties: Object.entries(properties).map(([name, value]) => ({ name: `aquasecurity:trivy:${name}`, value })),
        },
      ],
    });

    expect(packages[0]?.package.source).toEqual({ name: 'openssl', version: '1:3.0.20-1~deb12u2' });
  });

  it('keeps what it can read beside what it cannot', () => {
    const { packages, problems } = parse({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      components: [null, { purl: 'pkg:npm/nameless@1' }, { name: 'c', purl: 'pkg:npm/c@1' }, { name: 'd', type: 'library' }],
    });

    expect(packages).toHaveLength(1);
    expect(problems.map(({ message }) => message)).toEqual([
      '2 components have no name or are no objects',
      '1 entry has no package URL, and was not matched: "d"',
    ]);
  });

  it('refuses a version that it does not know', () => {
    expect(() => parse({ bomFormat: 'CycloneDX', specVersion: '2.0' })).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_FORMAT' }));
  });
});

describe('SPDX 2.3', () => {
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
});

describe('SPDX 3.0', () => {
  it('reads the packages of the graph', () => {
    const sbom = parse({
      '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
      '@graph': [
        { type: 'SpdxDocument', name: 'shop/web' },
        { type: 'software_Package', name: 'web', software_primaryPurpose: 'container', software_packageVersion: DIGEST },
        { type: 'software_Package', name: 'a', software_packageUrl: 'pkg:npm/a@1' },
        { type: 'software_Package', name: 'b', externalIdentifier: [{ externalIdentifierType: 'packageUrl', identifier: 'pkg:npm/b@1' }] },
        {},
      ],
    });

    expect(sbom).toMatchObject({ name: 'shop/web', digest: DIGEST, problems: [{ message: '1 elements have no type or are no objects' }] });
    expect(sbom.packages.map(({ package: { name } }) => name)).toEqual(['a', 'b']);
  });
});

it.each([[{}], [[]], [7], [null], [{ bomFormat: 'CycloneDX' }], [{ spdxVersion: 'SPDX-1.2' }]])('refuses %j', (document) => {
  expect(() => parse(document)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_FORMAT' }));
});

it('reads a hundred thousand components in seconds', () => {
  const components = Array.from({ length: 100_000 }, (_, index) => ({ name: 'x', purl: `pkg:npm/x@${index}` }));

  expect(parse({ bomFormat: 'CycloneDX', specVersion: '1.6', components }).packages).toHaveLength(100_000);
});
