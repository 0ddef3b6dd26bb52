import { buildImage, buildIndex } from '@plimsoll/testkit';
import { describe, expect, it } from 'vitest';
import { parseManifest } from './manifest.ts';
import { mediaTypes } from './media-types.ts';

const oci = buildImage({ layers: [{ files: { a: '1' } }], annotations: { a: 'b' } });
const docker = buildImage({ layers: [{ files: { a: '1' } }], format: 'docker' });
const list = buildIndex({ manifests: [{ image: docker }], format: 'docker' });

describe('parseManifest', () => {
  it('reads images of both kinds', () => {
    expect(parseManifest(oci.manifest.bytes)).toMatchObject({
      kind: 'image',
      mediaType: mediaTypes.ociManifest,
      config: { digest: oci.config.digest },
      layers: [{ digest: oci.layers[0]!.digest, sizeBytes: oci.layers[0]!.bytes.length }],
      annotations: { a: 'b' },
    });
    expect(parseManifest(docker.manifest.bytes)).toMatchObject({ kind: 'image', mediaType: mediaTypes.dockerManifest });
  });

  it('reads indexes', () => {
    expect(parseManifest(list.manifest.bytes, mediaTypes.dockerIndex)).toMatchObject({
      kind: 'index',
      manifests: [{ digest: docker.manifest.digest, platform: { os: 'linux', architecture: 'amd64' } }],
    });
  });

  it('tells the kind by the shape when nothing states it', () => {
    expect(parse({ manifests: [] })).toMatchObject({ kind: 'index', mediaType: mediaTypes.ociIndex });
    expect(parse({ config: descriptor(mediaTypes.dockerConfig) })).toMatchObject({
      kind: 'image',
      mediaType: mediaTypes.dockerManifest,
      layers: [],
    });
    expect(parse({ config: descriptor(mediaTypes.ociConfig) })).toMatchObject({ mediaType: mediaTypes.ociManifest });
  });

  it.each([
    ['UNSUPPORTED_MEDIA_TYPE', { schemaVersion: 1, fsLayers: [] }, undefined],
    ['UNSUPPORTED_MEDIA_TYPE', {}, mediaTypes.dockerSchema1Signed],
    ['INVALID_MANIFEST', {}, undefined],
    ['INVALID_MANIFEST', { manifests: [], layers: [] }, undefined],
    ['INVALID_MANIFEST', { manifests: [] }, mediaTypes.ociManifest],
    ['INVALID_MANIFEST', { manifests: [], mediaType: mediaTypes.dockerManifest }, undefined],
    ['INVALID_MANIFEST', { config: descriptor('') }, mediaTypes.ociIndex],
    ['INVALID_MANIFEST', { config: { digest: 'sha256:../../x', size: 1 } }, undefined],
    ['INVALID_MANIFEST', { config: { ...descriptor(''), size: -1 } }, undefined],
    ['INVALID_MANIFEST', { config: { ...descriptor(''), size: 1e300 } }, undefined],
    ['INVALID_MANIFEST', { config: descriptor(''), layers: Array.from({ length: 10_001 }, () => descriptor('')) }, undefined],
  ])('refuses with %s: %.60j as %s', (code, value, mediaType) => {
    expect(() => parse(value, mediaType)).toThrow(expect.objectContaining({ code }));
  });

  it.each(['', 'x', '['.repeat(500_000)])('refuses what is not JSON', (text) => {
    expect(() => parseManifest(Buffer.from(text))).toThrow(expect.objectContaining({ code: 'INVALID_MANIFEST' }));
  });
});

function descriptor(mediaType: string): object {
  return { mediaType, digest: `sha256:${'a'.repeat(64)}`, size: 1 };
}

function parse(value: unknown, mediaType?: string): ReturnType<typeof parseManifest> {
  return parseManifest(Buffer.from(JSON.stringify(value)), mediaType);
}
