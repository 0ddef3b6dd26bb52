import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Digest } from '@plimsoll/model';
import type { Emulator } from '../emulator.ts';
import { OCI_INDEX } from '../store/manifest.ts';

export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';
const LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';

export interface TestImage {
  readonly digest: Digest;
  readonly bytes: Buffer;
  readonly config: Buffer;
  readonly layer: Buffer;
  readonly configDigest: string;
  readonly layerDigest: string;
}

/** A tar with nothing in it but the text as padding: small, valid, and another one for each text. */
export function layerOf(text: string): { stored: Buffer; diffId: string } {
  const tar = Buffer.alloc(1024);
  const header = Buffer.alloc(512);
  const content = Buffer.alloc(Math.ceil(Buffer.byteLength(text) / 512) * 512);
  content.write(text);
  header.write('note.txt', 0);
  header.write('0000644\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${Buffer.byteLength(text).toString(8).padStart(11, '0')}\0`, 124);
  header.write('00000000000\0', 136);
  header.write('        ', 148);
  header.write('0', 156);
  header.write('ustar\u000000', 257);
  header.write(
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  );
  const bytes = Buffer.concat([header, content, tar]);
  return { stored: gzipSync(bytes), diffId: sha256(bytes) };
}

/** A whole image of one layer, not yet anywhere. */
export function imageOf(text: string, options: { annotations?: Record<string, string>; subject?: string } = {}): TestImage {
  const { stored, diffId } = layerOf(text);
  const config = Buffer.from(
    JSON.stringify({ architecture: 'amd64', os: 'linux', config: {}, rootfs: { type: 'layers', diff_ids: [diffId] }, history: [{}] }),
  );
  const bytes = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: OCI_MANIFEST,
      config: { mediaType: CONFIG, digest: sha256(config), size: config.byteLength },
      layers: [{ mediaType: LAYER, digest: sha256(stored), size: stored.byteLength }],
      ...(options.annotations ? { annotations: options.annotations } : {}),
      ...(options.subject ? { subject: { mediaType: OCI_MANIFEST, digest: options.subject, size: 1 } } : {}),
    }),
  );
  return {
    digest: sha256(bytes) as Digest,
    bytes,
    config,
    layer: stored,
    configDigest: sha256(config),
    layerDigest: sha256(stored),
  };
}

/** Puts an image into the emulator without a push. */
export async function addImage(
  emulator: Emulator,
  repository: string,
  tag: string | undefined,
  image: TestImage = imageOf(`${repository}:${tag}`),
): Promise<TestImage> {
  await emulator.registry.putBlob(image.config);
  await emulator.registry.putBlob(image.layer);
  await emulator.registry.putManifest(repository, { bytes: image.bytes, ...(tag === undefined ? {} : { tag }) });
  return image;
}

/** An index over images, for linux/amd64, linux/arm64, ... */
export function indexOf(children: readonly TestImage[]): Buffer {
  const architectures = ['amd64', 'arm64', 's390x'];
  return Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      mediaType: OCI_INDEX,
      manifests: children.map(({ digest, bytes }, i) => ({
        mediaType: OCI_MANIFEST,
        digest,
        size: bytes.byteLength,
        platform: { os: 'linux', architecture: architectures[i] },
      })),
    }),
  );
}

export function sha256(bytes: Uint8Array | string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
