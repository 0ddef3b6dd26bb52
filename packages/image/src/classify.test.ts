import { buildArtifact, buildImage, buildIndex, type BuiltManifest } from '@plimsoll/testkit';
import { expect, it } from 'vitest';
import { classifyManifest } from './classify.ts';
import { parseManifest } from './manifest.ts';
import { mediaTypes } from './media-types.ts';

const TAG = `sha256-${'a'.repeat(64)}`;
const OCI = mediaTypes.ociConfig;
const image = buildImage({ layers: [{ files: { a: '1' } }] });

it.each<[string, BuiltManifest, string | undefined, unknown]>([
  ['an image', image, undefined, 'image'],
  ['an image of Docker', buildImage({ layers: [{ files: {} }], format: 'docker' }), 'latest', 'image'],
  ['an image without layers', buildImage({ layers: [] }), undefined, 'image'],
  ['an index', buildIndex({ manifests: [{ image }] }), undefined, 'index'],
  ['a cosign signature by its layer', cosign('application/vnd.dev.cosign.simplesigning.v1+json'), undefined, { notAnImage: 'signature' }],
  ['a cosign signature by its tag', cosign('application/octet-stream'), `${TAG}.sig`, { notAnImage: 'signature' }],
  ['a cosign attestation', cosign('application/vnd.dsse.envelope.v1+json'), `${TAG}.att`, { notAnImage: 'attestation' }],
  ['a cosign SBOM', cosign('text/spdx+json'), `${TAG}.sbom`, { notAnImage: 'sbom' }],
  ['a BuildKit attestation', cosign('application/vnd.in-toto+json'), undefined, { notAnImage: 'attestation' }],
  ['a Notation signature', artifact('application/vnd.cncf.notary.signature'), undefined, { notAnImage: 'signature' }],
  ['a SOCI index', artifact('application/vnd.amazon.soci.index.v1+json'), undefined, { notAnImage: 'soci-index' }],
  ['a CycloneDX SBOM', artifact('application/vnd.cyclonedx+json'), undefined, { notAnImage: 'sbom' }],
  [
    'a chart',
    buildArtifact({ configMediaType: 'application/vnd.cncf.helm.config.v1+json', layers: [] }),
    '1.0.0',
    { notAnImage: 'helm-chart' },
  ],
  ['anything else', artifact('application/vnd.example'), undefined, { notAnImage: 'artifact' }],
  ['an empty configuration', buildArtifact({ layers: [] }), undefined, { notAnImage: 'artifact' }],
])('%s', (_, built, tag, expected) => {
  expect(classifyManifest(parseManifest(built.manifest.bytes), tag)).toEqual(expected);
});

it('is not talked out of what runs', () => {
  const disguised = buildArtifact({
    artifactType: 'application/vnd.cncf.notary.signature',
    configMediaType: OCI,
    layers: [
      { mediaType: mediaTypes.ociLayerGzip, content: 'x' },
      { mediaType: 'application/vnd.in-toto+json', content: 'x' },
    ],
  });

  expect(classifyManifest(parseManifest(disguised.manifest.bytes), `${TAG}.sig`)).toBe('image');
});

function cosign(layerMediaType: string): BuiltManifest {
  return buildArtifact({ configMediaType: OCI, layers: [{ mediaType: layerMediaType, content: 'x' }] });
}

function artifact(artifactType: string): BuiltManifest {
  return buildArtifact({ artifactType, layers: [] });
}
