import { type Emulator, type EmulatorOptions, startEmulator } from '@plimsoll/ecr-emulator';
import { buildImage, type BuiltImage, type BuiltManifest } from '@plimsoll/testkit';

/** An image with these npm packages, one a layer: `appWith({ left: '1.0.0' })`. */
export function appWith(packages: Readonly<Record<string, string>>): BuiltImage {
  return buildImage({
    layers: Object.entries(packages).map(([name, version]) => ({
      files: { [`srv/node_modules/${name}/package.json`]: JSON.stringify({ name, version }) },
      instruction: `COPY ${name} /srv`,
    })),
  });
}

/** Stores an image as somebody's push would: every blob, the children of an index, the manifest under a tag. */
export async function push(emulator: Emulator, repository: string, tag: string, image: BuiltImage | BuiltManifest): Promise<void> {
  for (const { bytes, mediaType } of image.blobs) {
    await emulator.registry.putBlob(bytes);
    if (mediaType.includes('manifest')) await emulator.registry.putManifest(repository, { bytes, mediaType });
  }
  const { bytes, mediaType } = image.manifest;
  await emulator.registry.putManifest(repository, { bytes, mediaType, tag });
}

/** The emulator with these images: `shop/web:1` -> image. */
export async function registryOf(
  images: Readonly<Record<string, BuiltImage | BuiltManifest>>,
  options: EmulatorOptions = {},
): Promise<Emulator> {
  const emulator = await startEmulator(options);
  for (const [name, image] of Object.entries(images)) {
    const [repository = '', tag = ''] = name.split(':');
    await push(emulator, repository, tag, image);
  }
  return emulator;
}

/** Digests of the layers of an image that were fetched since `after` requests had been answered. */
export function layersFetched({ requests }: Emulator, image: BuiltImage, after = 0): string[] {
  const layers = new Set(image.layers.map(({ digest }) => digest));
  return requests.slice(after).flatMap(({ operation, digest = '' }) => (operation === 'layers/get' && layers.has(digest) ? [digest] : []));
}
