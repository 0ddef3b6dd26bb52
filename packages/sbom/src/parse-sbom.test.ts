import { expect, it } from 'vitest';
import { parseSbom } from './parse-sbom.ts';

const parse = (document: unknown) => parseSbom(Buffer.from(JSON.stringify(document)), 'x.json');

it.each([
  [{ bomFormat: 'CycloneDX', specVersion: '1.6' }, 'CycloneDX 1.6'],
  [{ spdxVersion: 'SPDX-2.3' }, 'SPDX 2.3'],
  [{ '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld', '@graph': [] }, 'SPDX 3.0'],
])('knows %j', (document, format) => {
  expect(parse(document)).toMatchObject({ format, packages: [] });
});

it.each([[{}], [[]], [7], [null], [{ bomFormat: 'CycloneDX' }], [{ spdxVersion: 'SPDX-1.2' }]])('refuses %j', (document) => {
  expect(() => parse(document)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED_FORMAT' }));
});

it('reads a hundred thousand components in seconds', () => {
  const components = Array.from({ length: 100_000 }, (_, index) => ({ name: 'x', purl: `pkg:npm/x@${index}` }));

  expect(parse({ bomFormat: 'CycloneDX', specVersion: '1.6', components }).packages).toHaveLength(100_000);
});
