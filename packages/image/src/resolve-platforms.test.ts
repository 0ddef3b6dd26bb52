import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildArtifact, buildImage, buildIndex, type BuiltImage, type BuiltManifest, writeOciLayout } from '@plimsoll/testkit';
import { afterAll, expect, it } from 'vitest';
import { openOciLayout } from './oci-layout.ts';
import { type ResolvedPlatforms, resolvePlatforms } from './resolve-platforms.ts';

const directory = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const amd64 = buildImage({ layers: [{ files: { a: '1' } }] });
const arm64 = buildImage({ layers: [{ files: { a: '2' } }], platform: 'linux/arm64' });
const windows = buildImage({ layers: [{ files: { a: '3' } }], platform: 'windows/amd64' });
const attestation = buildArtifact({ layers: [{ mediaType: 'application/vnd.in-toto+json', content: '{}' }] });
const soci = buildArtifact({ artifactType: 'application/vnd.amazon.soci.index.v1+json', layers: [] });

it('finds the image of every platform and sets the rest aside', async () => {
  const found = await resolve(
    buildIndex({
      manifests: [
        { image: amd64 },
        { image: attestation, platform: 'unknown/unknown' },
        { image: buildIndex({ manifests: [{ image: arm64 }, { image: amd64 }] }) },
        { image: soci },
      ],
    }),
  );

  expect(found.images.map((image) => image.stored.digest)).toEqual([amd64.manifest.digest, arm64.manifest.digest]);
  expect(found.images[1]!.platform).toEqual({ os: 'linux', architecture: 'arm64' });
  expect(found.artifacts.map((artifact) => artifact.digest)).toEqual([attestation.manifest.digest, soci.manifest.digest]);
  expect(found.problems).toEqual([]);
});

it('reads the others when a child is missing', async () => {
  const found = await resolve(buildIndex({ manifests: [{ image: amd64, missing: true }, { image: windows }] }));

  expect(found.images).toMatchObject([{ platform: { os: 'windows' } }]);
  expect(found.problems).toMatchObject([{ code: 'LAYER_NOT_STORED' }]);
});

it('asks the configuration where the index does not say the platform', async () => {
  const found = await resolve(buildIndex({ manifests: [{ image: { manifest: arm64.manifest, blobs: arm64.blobs } }] }));

  expect(found.images).toMatchObject([{ platform: { os: 'linux', architecture: 'arm64' } }]);
});

it('stops at three levels', async () => {
  let nested = buildIndex({ manifests: [{ image: amd64 }] });
  for (let depth = 0; depth < 2; depth++) nested = buildIndex({ manifests: [{ image: nested }] });

  expect((await resolve(nested)).images).toHaveLength(1);
  expect(await resolve(buildIndex({ manifests: [{ image: nested }] }))).toMatchObject({
    images: [],
    problems: [{ code: 'LIMIT_EXCEEDED' }],
  });
});

it('resolves a single image to itself', async () => {
  expect((await resolve(arm64)).images).toMatchObject([{ platform: { architecture: 'arm64' }, stored: { digest: arm64.manifest.digest } }]);
});

let layouts = 0;

async function resolve(image: BuiltImage | BuiltManifest): Promise<ResolvedPlatforms> {
  const path = join(directory, String(layouts++));
  writeOciLayout(path, { 'a.1': image });
  const source = await openOciLayout(path);
  return resolvePlatforms(source, await source.fetchManifest('a:1'));
}
