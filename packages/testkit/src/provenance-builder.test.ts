import { expect, it } from 'vitest';
import { buildImage } from './image-builder.ts';
import { buildProvenance } from './provenance-builder.ts';

const image = buildImage({ layers: [{ files: { a: '1' } }] });
const material = { uri: 'pkg:docker/node@20', digest: `sha256:${'a'.repeat(64)}` };

it('points at the image that it is about', () => {
  const { platform, annotations, image: attestation } = buildProvenance({ image, version: 'v1', materials: [material] });

  expect(platform).toBe('unknown/unknown');
  expect(annotations['vnd.docker.reference.digest']).toBe(image.manifest.digest);
  expect(JSON.parse(Buffer.from(attestation.manifest.bytes).toString())).toMatchObject({
    layers: [{ mediaType: 'application/vnd.in-toto+json', annotations: { 'in-toto.io/predicate-type': 'https://slsa.dev/provenance/v1' } }],
  });
});

it('writes what each version of SLSA has', () => {
  const dependencies = [{ uri: material.uri, digest: { sha256: 'a'.repeat(64) } }];
  const predicateOf = (version: 'v0.2' | 'v1') => {
    const { blobs } = buildProvenance({ image, version, materials: [material] }).image;
    return (JSON.parse(Buffer.from(blobs.at(-1)!.bytes).toString()) as { predicate: object }).predicate;
  };

  expect(predicateOf('v0.2')).toMatchObject({ materials: dependencies });
  expect(predicateOf('v1')).toMatchObject({ buildDefinition: { resolvedDependencies: dependencies } });
});
