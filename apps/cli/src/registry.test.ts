import { rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatTagName } from '@plimsoll/remediation';
import { buildArtifact, buildImage, buildIndex, dockerArchive, writeOciLayout } from '@plimsoll/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRegistry, type Registry } from './registry.ts';

let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'plimsoll-registry-'));
});
afterAll(() => rm(dir, { recursive: true }));

const base = buildImage({ layers: [{ files: { a: '1' } }], created: '2026-07-11T12:00:00Z' });
const child = buildImage({ base, layers: [{ files: { b: '1' } }], config: { Labels: { x: 'y' } } });

function layout(name: string, images: Parameters<typeof writeOciLayout>[1]): string {
  writeOciLayout(join(dir, name), images);
  return `oci:${join(dir, name)}`;
}

async function namesOf(...places: string[]): Promise<string[][]> {
  return withRegistry(places, ({ images }) => images.map(({ known }) => known.tags.map(formatTagName)));
}

async function withRegistry<T>(places: readonly string[], use: (registry: Registry) => T): Promise<T> {
  const registry = await openRegistry(places, 'linux/amd64');
  try {
    return use(registry);
  } finally {
    await registry.close();
  }
}

it('opens every image of a layout, with the layers that lineage asks for', async () => {
  const place = layout('two', { 'platform-base.1': base, 'shop/web:2': child });

  await withRegistry([place], ({ images, problems }) => {
    expect(problems).toEqual([]);
    expect(images.map(({ known }) => [known.digest, known.tags.map(formatTagName), known.chainIds.length, known.labels])).toEqual([
      [base.manifest.digest, ['platform/base:1'], 1, {}],
      [child.manifest.digest, ['shop/web:2'], 2, { x: 'y' }],
    ]);
    expect(images[0]?.known.createdAt).toBe('2026-07-11T12:00:00Z');
  });
});

it('spells names as people do', async () => {
  const place = layout('names', { 'docker.io/library/nginx:1.27': base, odd: child });

  expect(await namesOf(place)).toEqual([['nginx:1.27'], ['odd']]);
});

it('joins places, and counts an image of both once', async () => {
  const archive = join(dir, 'saved.tar');
  await writeFile(archive, dockerArchive({ 'shop/base:stable': base }));
  const place = layout('joined', { 'shop-base.1': base });

  const names = await namesOf(place, place, `docker-archive:${archive}`);

  expect(names.flat().toSorted()).toEqual(['shop/base:1', 'shop/base:stable']);
});

it('takes the platform that the target has, and leaves out what is no image or has none of it', async () => {
  const arm = buildImage({ layers: [{ files: { a: '2' } }], platform: 'linux/arm64' });
  const index = buildIndex({ manifests: [{ image: base }, { image: arm }] });
  const signature = buildArtifact({ artifactType: 'application/vnd.dev.cosign', layers: [{ mediaType: 'text/plain', content: 'x' }] });
  const place = layout('index', { 'a.1': index, 'b.1': arm, 'c.1': signature });

  await withRegistry([place], ({ images, problems }) => {
    expect(problems).toEqual([]);
    expect(images.map(({ known }) => [known.digest, known.chainIds.length])).toEqual([[index.manifest.digest, 1]]);
  });
});

it('remembers which image had a name before', async () => {
  const place = layout('moved', { 'a.1': base });
  const file = join(dir, 'moved', 'index.json');
  const descriptor = (image: typeof base): object => ({
    mediaType: image.manifest.mediaType,
    digest: image.manifest.digest,
    size: image.manifest.bytes.length,
    annotations: { 'org.opencontainers.image.ref.name': 'a.1' },
  });
  layout('moved', { 'a.2': child });
  await writeFile(file, JSON.stringify({ schemaVersion: 2, manifests: [descriptor(base), descriptor(child)] }));

  await withRegistry([place], ({ images }) => {
    expect(images.map(({ known }) => [known.tags, known.formerTags].map((tags) => tags.map(formatTagName)))).toEqual([
      [[], ['a:1']],
      [['a:1'], []],
    ]);
  });
});

it('tells which image could not be opened, and opens the rest', async () => {
  const place = layout('broken', { 'a.1': base, 'b.1': child });
  rmSync(join(dir, 'broken', 'blobs', base.config.digest.replace(':', '/')));

  await withRegistry([place], ({ images, problems }) => {
    expect(images).toHaveLength(1);
    expect(problems).toMatchObject([{ code: 'BLOB_NOT_FOUND' }]);
  });
});

it('refuses a place that is an image, or nothing', async () => {
  const place = layout('one', { 'a.1': base });

  await expect(openRegistry([`${place}:a.1`], 'linux/amd64')).rejects.toMatchObject({ code: 'INVALID_REFERENCE' });
  await expect(openRegistry([place, 'oci:/nowhere'], 'linux/amd64')).rejects.toMatchObject({ code: 'IMAGE_NOT_FOUND' });
});
