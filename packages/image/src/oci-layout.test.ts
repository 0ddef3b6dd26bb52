import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDigest } from '@plimsoll/model';
import { buildImage, buildIndex, ociArchive, writeOciLayout } from '@plimsoll/testkit';
import { afterAll, describe, expect, it } from 'vitest';
import { listImages } from './image-collection.ts';
import { openOciLayout } from './oci-layout.ts';
import { readBlob } from './read-blob.ts';

const directory = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const image = buildImage({ layers: [{ files: { a: '1' } }] });
const index = buildIndex({ manifests: [{ image }] });
const images = { 'shop-web.1.0': image, 'shop-web.multi': index };
const layout = join(directory, 'layout');
const archive = join(directory, 'layout.tar');
writeOciLayout(layout, images);
writeFileSync(archive, ociArchive(images));

describe.each([
  ['directory', layout],
  ['archive', archive],
])('openOciLayout of a %s', (_, path) => {
  it('finds images by name, tag and digest', async () => {
    const source = await openOciLayout(path);

    expect(listImages(source).map(({ name }) => name)).toEqual(['shop-web.1.0', 'shop-web.multi']);
    for (const reference of ['shop-web.1.0', 'shop/web:1.0', image.manifest.digest]) {
      expect(await source.fetchManifest(reference)).toMatchObject({ digest: image.manifest.digest, mediaType: image.manifest.mediaType });
    }
    await source.close();
  });

  it('finds the child of an index by its digest, and blobs', async () => {
    const source = await openOciLayout(path);
    const config = { mediaType: '', digest: parseDigest(image.config.digest), sizeBytes: image.config.bytes.length };

    expect(Buffer.from(await readBlob(source, config, 1e6))).toEqual(image.config.bytes);
    await source.close();
  });

  it('says what it does not hold', async () => {
    const source = await openOciLayout(path);
    const none = parseDigest(`sha256:${'0'.repeat(64)}`);

    await expect(source.fetchManifest(none)).rejects.toMatchObject({ code: 'IMAGE_NOT_FOUND' });
    await expect(source.fetchManifest('shop/web:2')).rejects.toMatchObject({
      code: 'IMAGE_NOT_FOUND',
      hint: 'it has shop-web.1.0, shop-web.multi',
    });
    await expect(source.fetchManifest(undefined)).rejects.toMatchObject({ code: 'IMAGE_NOT_FOUND' });
    await expect(source.openBlob({ mediaType: '', digest: none, sizeBytes: 1 })).rejects.toMatchObject({ code: 'BLOB_NOT_FOUND' });
    await source.close();
  });
});

it('refuses a manifest whose bytes were changed', async () => {
  const changed = join(directory, 'changed');
  writeOciLayout(changed, { 'a.1': image });
  writeFileSync(join(changed, 'blobs', image.manifest.digest.replace(':', '/')), '{}');
  const source = await openOciLayout(changed);

  await expect(source.fetchManifest('a:1')).rejects.toMatchObject({ code: 'DIGEST_MISMATCH' });
});

it.each([
  ['nothing there', join(directory, 'none'), 'IMAGE_NOT_FOUND'],
  ['no layout', directory, 'IMAGE_NOT_FOUND'],
])('refuses a path with %s', async (_, path, code) => {
  await expect(openOciLayout(path)).rejects.toMatchObject({ code });
});
