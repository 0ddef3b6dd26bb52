import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDigest } from '@plimsoll/model';
import { blobOf, buildArtifact, buildImage, buildIndex, type BuiltImage, type BuiltManifest, writeOciLayout } from '@plimsoll/testkit';
import { afterAll, describe, expect, it } from 'vitest';
import { openOciLayout } from './oci-layout.ts';
import { chainIdsOf, openImage } from './open-image.ts';
import type { ImageSource } from './source.ts';

const directory = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const amd64 = buildImage({
  layers: [
    { files: { a: '1' }, instruction: '/bin/sh -c #(nop) ADD file:x in / ' },
    { files: { b: '1' }, instruction: 'RUN /bin/sh -c make # buildkit' },
  ],
  emptyInstructions: ['USER 1000'],
  config: { User: '1000', Labels: { a: 'b' } },
});
const arm64 = buildImage({ layers: [{ files: { a: '2' } }], platform: 'linux/arm64/v8' });
const attestation = buildArtifact({ layers: [{ mediaType: 'application/vnd.in-toto+json', content: '{}' }] });
const index = buildIndex({ manifests: [{ image: amd64 }, { image: attestation, platform: 'unknown/unknown' }, { image: arm64 }] });

describe('openImage', () => {
  it('joins layers, diff ids, chain ids and instructions', async () => {
    const image = await openImage(await sourceOf(amd64), { reference: 'a:1' });

    expect(image).toMatchObject({
      digest: amd64.manifest.digest,
      platform: { os: 'linux', architecture: 'amd64' },
      config: { user: '1000', labels: { a: 'b' } },
      emptyInstructions: ['USER 1000'],
    });
    expect(image.indexDigest).toBeUndefined();
    expect(image.layers.map(({ digest, diffId, instruction }) => ({ digest, diffId, instruction }))).toEqual([
      { digest: amd64.layers[0]!.digest, diffId: amd64.layers[0]!.diffId, instruction: 'ADD file:x in /' },
      { digest: amd64.layers[1]!.digest, diffId: amd64.layers[1]!.diffId, instruction: 'RUN make' },
    ]);
  });

  it.each([
    [undefined, amd64],
    ['linux/amd64', amd64],
    ['linux/arm64', arm64],
    ['linux/arm64/v8', arm64],
  ])('chooses from an index for the platform %s', async (platform, expected) => {
    const image = await openImage(await sourceOf(index), platform === undefined ? {} : { platform });

    expect(image).toMatchObject({ digest: expected.manifest.digest, indexDigest: index.manifest.digest });
  });

  it('takes the only image of an index, whatever its platform, unless one was asked for', async () => {
    const source = await sourceOf(buildIndex({ manifests: [{ image: buildIndex({ manifests: [{ image: arm64 }] }) }] }));

    expect((await openImage(source)).digest).toBe(arm64.manifest.digest);
    await expect(openImage(source, { platform: 'linux/amd64' })).rejects.toMatchObject({
      code: 'PLATFORM_NOT_FOUND',
      hint: 'it has linux/arm64/v8',
    });
  });

  it('refuses a single image of another platform only if one was asked for', async () => {
    expect((await openImage(await sourceOf(arm64))).digest).toBe(arm64.manifest.digest);
    await expect(openImage(await sourceOf(arm64), { platform: 'linux/amd64' })).rejects.toMatchObject({ code: 'PLATFORM_NOT_FOUND' });
  });

  it('refuses what is no image', async () => {
    await expect(openImage(await sourceOf(attestation))).rejects.toMatchObject({ code: 'NOT_AN_IMAGE' });
  });

  it('refuses layers and diff ids that do not pair', async () => {
    const text = Buffer.from(amd64.manifest.bytes).toString();
    const layers = JSON.stringify(amd64.layers.map(({ mediaType, digest, bytes }) => ({ mediaType, digest, size: bytes.length })));
    const manifest = blobOf(amd64.manifest.mediaType, Buffer.from(text.replace(layers, '[]')));

    await expect(openImage(await sourceOf({ manifest, blobs: amd64.blobs }))).rejects.toMatchObject({ code: 'INVALID_MANIFEST' });
  });

  it('refuses a configuration of another size than stated', async () => {
    const text = Buffer.from(amd64.manifest.bytes).toString();
    const size = amd64.config.bytes.length;
    const manifest = blobOf(amd64.manifest.mediaType, Buffer.from(text.replace(`"size":${size}`, `"size":${size + 1}`)));

    await expect(openImage(await sourceOf({ manifest, blobs: amd64.blobs }))).rejects.toMatchObject({ code: 'TRUNCATED' });
  });
});

it('chainIdsOf hashes each diff id with the chain below it', () => {
  const [a, b] = [parseDigest(`sha256:${'a'.repeat(64)}`), parseDigest(`sha256:${'b'.repeat(64)}`)];

  expect(chainIdsOf([a, b])).toEqual([a, blobOf('', Buffer.from(`${a} ${b}`)).digest]);
});

let layouts = 0;

async function sourceOf(image: BuiltImage | BuiltManifest): Promise<ImageSource> {
  const path = join(directory, String(layouts++));
  writeOciLayout(path, { 'a.1': image });
  return openOciLayout(path);
}
