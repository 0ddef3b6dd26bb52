import { PERMISSIONS } from '@plimsoll/contract';
import { type AccessKeys, type Emulator, startEmulator } from '@plimsoll/ecr-emulator';
import { sampleImages } from './images/catalogue.ts';
import type { SampleImage } from './images/sample-image.ts';

export const REGION = 'eu-central-1';

/** Of a user who may do no more than Plimsoll asks for. They open nothing but the demo's registry. */
export const READER_KEYS: AccessKeys = {
  accessKeyId: 'AKIAPLIMSOLLDEMO0001',
  secretAccessKey: 'demo/reader/not-a-secret/0123456789abcdef',
};

const MANIFEST = /^application\/vnd\.(?:oci\.image\.manifest|docker\.distribution\.manifest)\./;

/**
 * Starts a registry that holds the sample images.
 *
 * @param port 0 = any free one
 * @throws PlimsollError ENDPOINT_UNREACHABLE if the port is taken
 */
export async function startRegistry(port: number): Promise<Emulator> {
  const policy = { Statement: { Effect: 'Allow' as const, Action: [...PERMISSIONS], Resource: '*' } };
  const emulator = await startEmulator({ port, regions: [REGION], users: [{ name: 'plimsoll', keys: READER_KEYS, policies: [policy] }] });
  for (const image of sampleImages) await push(emulator, image);
  return emulator;
}

async function push({ registry }: Emulator, { repository, tag, image, pushedAt }: SampleImage): Promise<void> {
  const time = Date.parse(pushedAt);
  for (const { mediaType, bytes } of image.blobs) {
    // A child of an index is a manifest without a tag.
    if (MANIFEST.test(mediaType)) await registry.putManifest(repository, { bytes, mediaType, pushedAt: time });
    else await registry.putBlob(bytes);
  }
  await registry.putManifest(repository, { ...image.manifest, tag, pushedAt: time });
}
