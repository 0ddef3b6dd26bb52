import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { blobOf, buildImage, dockerArchive, ociArchive, writeTar } from '@plimsoll/testkit';
import { afterAll, describe, expect, it } from 'vitest';
import { openDockerArchive } from './docker-archive.ts';
import { listImages } from './image-collection.ts';
import { openImage } from './open-image.ts';
import { readLayer } from './read-layer.ts';
import type { ImageSource } from './source.ts';

const directory = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const image = buildImage({
  layers: [{ files: { 'etc/a': '1' }, instruction: 'COPY a /etc # buildkit' }, { files: { 'etc/b': '2' } }],
  config: { User: '1000' },
});
const hexOf = (digest: string): string => digest.slice('sha256:'.length);

describe('openDockerArchive', () => {
  it('reads the form with manifest.json', async () => {
    const source = await openDockerArchive(save(dockerArchive({ 'shop/web:1.0': image })));

    const opened = await openImage(source, { reference: 'shop/web:1.0' });

    expect(listImages(source)).toMatchObject([{ name: 'shop/web:1.0', digest: opened.digest }]);
    expect(opened.config.user).toBe('1000');
    expect(opened.layers[0]).toMatchObject({
      diffId: image.layers[0]!.diffId,
      digest: image.layers[0]!.diffId,
      instruction: 'COPY a /etc',
    });
    expect(await pathsOf(source)).toEqual(['etc/a', 'etc/b']);
    await source.close();
  });

  it('reads layers that are compressed, and links to a layer', async () => {
    const config = `${hexOf(image.config.digest)}.json`;
    const layers = ['a/layer.tar', 'b/layer.tar'];
    const archive = writeTar([
      { path: config, content: image.config.bytes },
      { path: 'a/layer.tar', type: 'symlink', target: '../shared/layer.tar' },
      { path: 'shared/layer.tar', content: image.layers[0]!.bytes },
      { path: 'b/layer.tar', content: image.layers[1]!.tar },
      { path: 'manifest.json', content: JSON.stringify([{ Config: config, RepoTags: null, Layers: layers }]) },
    ]);

    const source = await openDockerArchive(save(archive));

    expect((await openImage(source)).layers.map((layer) => layer.digest)).toEqual([image.layers[0]!.digest, image.layers[1]!.diffId]);
    expect(await pathsOf(source)).toEqual(['etc/a', 'etc/b']);
    await source.close();
  });

  it('prefers the OCI layout of newer archives', async () => {
    const source = await openDockerArchive(save(ociArchive({ 'shop-web.1.0': image })));

    expect((await openImage(source, { reference: 'shop/web:1.0' })).digest).toBe(image.manifest.digest);
    await source.close();
  });

  it.each([
    ['UNSUPPORTED_FORMAT', gzipSync(dockerArchive({ a: image }))],
    ['IMAGE_NOT_FOUND', writeTar([{ path: 'readme', content: 'x' }])],
    ['INVALID_MANIFEST', writeTar([{ path: 'manifest.json', content: '{"a":1}' }])],
    ['INVALID_MANIFEST', writeTar([{ path: 'manifest.json', content: '[' }])],
    ['BLOB_NOT_FOUND', writeTar([{ path: 'manifest.json', content: '[{"Config":"c.json","RepoTags":[],"Layers":[]}]' }])],
    ['UNSAFE_PATH', writeTar([{ path: 'manifest.json', content: '[{"Config":"../../etc/passwd","RepoTags":[],"Layers":[]}]' }])],
    ['CORRUPT_ARCHIVE', Buffer.alloc(2048, 'x')],
    ['TRUNCATED', dockerArchive({ a: image }).subarray(0, 3000)],
  ])('refuses what is none: %s', async (code, archive) => {
    await expect(openDockerArchive(save(archive))).rejects.toMatchObject({ code });
  });

  it('says that there is no such file', async () => {
    await expect(openDockerArchive(join(directory, 'none.tar'))).rejects.toMatchObject({ code: 'IMAGE_NOT_FOUND' });
  });

  it('does not take a link for a file outside of the archive', async () => {
    const archive = writeTar([
      { path: 'c.json', type: 'symlink', target: '/etc/hostname' },
      { path: 'manifest.json', content: '[{"Config":"c.json","RepoTags":[],"Layers":[]}]' },
    ]);

    await expect(openDockerArchive(save(archive))).rejects.toMatchObject({ code: 'BLOB_NOT_FOUND' });
  });
});

function save(archive: Uint8Array): string {
  const file = join(directory, `${hexOf(blobOf('', archive).digest)}.tar`);
  writeFileSync(file, archive);
  return file;
}

async function pathsOf(source: ImageSource): Promise<string[]> {
  const paths: string[] = [];
  for (const layer of (await openImage(source)).layers) {
    const tree = await readLayer(await source.openBlob(layer), layer, { matches: () => true, onFile: ({ path }) => void paths.push(path) });
    expect(tree.problems).toEqual([]);
  }
  return paths;
}

it('refuses a folder', async () => {
  await expect(openDockerArchive(import.meta.dirname)).rejects.toMatchObject({ code: 'IMAGE_NOT_FOUND' });
});
