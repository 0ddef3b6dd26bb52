import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuiltImage, type BuiltManifest, descriptorOf } from './image-builder.ts';
import { type TarEntry, writeTar } from './tar.ts';

type Images = Readonly<Record<string, BuiltImage | BuiltManifest>>;

/**
 * Writes an OCI image layout; the keys become reference names: `{ 'shop-web.1.4.0': image }`.
 *
 * @see https://github.com/opencontainers/image-spec/blob/main/image-layout.md
 */
export function writeOciLayout(directory: string, images: Images): void {
  mkdirSync(join(directory, 'blobs', 'sha256'), { recursive: true });
  for (const [path, content] of layoutFiles(images)) writeFileSync(join(directory, path), content);
}

/** The same layout as one tar archive. */
export function ociArchive(images: Images): Uint8Array {
  return writeTar([...layoutFiles(images)].map(([path, content]): TarEntry => ({ path, content })));
}

/** An archive as `docker save` wrote it before it held a layout: `manifest.json`, unpacked layers; the keys become `RepoTags`. */
export function dockerArchive(images: Readonly<Record<string, BuiltImage>>): Uint8Array {
  const files = new Map<string, string | Uint8Array>();
  const manifest = Object.entries(images).map(([name, image]) => {
    const config = `${image.config.digest.slice('sha256:'.length)}.json`;
    files.set(config, image.config.bytes);
    const layers = image.layers.map((layer) => {
      const path = `${layer.diffId.slice('sha256:'.length)}/layer.tar`;
      files.set(path, layer.tar);
      return path;
    });
    return { Config: config, RepoTags: [name], Layers: layers };
  });
  files.set('manifest.json', JSON.stringify(manifest));
  return writeTar([...files].map(([path, content]): TarEntry => ({ path, content })));
}

function layoutFiles(images: Images): Map<string, string | Uint8Array> {
  const files = new Map<string, string | Uint8Array>([['oci-layout', '{"imageLayoutVersion":"1.0.0"}']]);
  const manifests = Object.entries(images).map(([name, image]) => {
    for (const blob of [image.manifest, ...image.blobs]) files.set(`blobs/${blob.digest.replace(':', '/')}`, blob.bytes);
    return { ...descriptorOf(image.manifest), annotations: { 'org.opencontainers.image.ref.name': name } };
  });
  return files.set('index.json', JSON.stringify({ schemaVersion: 2, manifests }));
}
