import { expect, it } from 'vitest';
import { parseSbom } from './parse-sbom.ts';

const parse = (document: unknown) => parseSbom(Buffer.from(JSON.stringify(document)), 'x.json');
const DIGEST = `sha256:${'a'.repeat(64)}`;

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
