import { type Emulator, type EmulatorOptions, startEmulator } from '@plimsoll/ecr-emulator';
import { buildImage, type BuiltImage } from '@plimsoll/testkit';
import { parseDigest } from '@plimsoll/model';
import type { EcrTarget } from '../credentials.ts';

/** The emulator with one image, `shop/web:1`, of one layer with one small file. */
export async function emulated(options: EmulatorOptions = {}): Promise<{ emulator: Emulator; target: EcrTarget; image: BuiltImage }> {
  const emulator = await startEmulator(options);
  const image = buildImage({ layers: [{ files: { 'etc/motd': 'hello '.repeat(5000) }, compression: 'none' }] });
  await push(emulator, 'shop/web', '1', image);
  return { emulator, image, target: targetOf(emulator) };
}

/** Signs in as the emulator's admin, or as another. */
export function targetOf(
  { endpoint, layerEndpoint, region, keys }: Emulator,
  credentials: EcrTarget['credentials'] = { kind: 'keys', ...keys },
): EcrTarget {
  return { region, endpoint, layerHosts: [new URL(layerEndpoint).host], credentials };
}

/** Stores an image as somebody's push would. */
export async function push(
  emulator: Emulator,
  repository: string,
  tag: string,
  image: Pick<BuiltImage, 'manifest' | 'blobs'>,
): Promise<void> {
  for (const { bytes } of image.blobs) await emulator.registry.putBlob(bytes);
  const { bytes, mediaType } = image.manifest;
  await emulator.registry.putManifest(repository, { bytes, mediaType, tag });
}

/** What the registry says of the image's only layer. */
export function layerOf(image: BuiltImage): { mediaType: string; digest: ReturnType<typeof parseDigest>; sizeBytes: number } {
  const { mediaType, digest, bytes } = image.layers[0]!;
  return { mediaType, digest: parseDigest(digest), sizeBytes: bytes.length };
}
