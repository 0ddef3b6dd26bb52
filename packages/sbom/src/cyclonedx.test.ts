import { expect, it } from 'vitest';
import { parseSbom } from './parse-sbom.ts';

const parse = (document: unknown) => parseSbom(Buffer.from(JSON.stringify(document)), 'x.json');
const DIGEST = `sha256:${'a'.repeat(64)}`;

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
