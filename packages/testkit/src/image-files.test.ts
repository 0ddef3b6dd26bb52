import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { buildImage } from './image-builder.ts';
import { dockerArchive, ociArchive, writeOciLayout } from './image-files.ts';

const directory = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const image = buildImage({ layers: [{ files: { a: '1' } }] });

it('writes a layout with the names given', () => {
  writeOciLayout(directory, { 'shop-web.1.0': image });

  const index: unknown = JSON.parse(readFileSync(join(directory, 'index.json'), 'utf8'));
  expect(index).toMatchObject({
    manifests: [{ digest: image.manifest.digest, annotations: { 'org.opencontainers.image.ref.name': 'shop-web.1.0' } }],
  });
  expect(readdirSync(join(directory, 'blobs/sha256'))).toHaveLength(3);
});

it('writes archives of both kinds', () => {
  expect(Buffer.from(ociArchive({ 'a.1': image })).includes('oci-layout')).toBe(true);
  expect(Buffer.from(dockerArchive({ 'shop/web:1.0': image })).includes('"RepoTags":["shop/web:1.0"]')).toBe(true);
});
