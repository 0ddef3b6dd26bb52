import { type ReadImage, sbomInventory } from '@plimsoll/engine';
import { formatPlatform } from '@plimsoll/image';
import type { ReadContents } from '@plimsoll/reports';
import { parseSbom } from '@plimsoll/sbom';
import { readDocument } from '../read-document.ts';
import { sbomFileOf } from '../target.ts';
import type { Terminal } from '../terminal.ts';
import { readTarget, type ReadTargetOptions } from './read-target.ts';

/** What is in an image, from the image itself or from a bill of materials. @throws PlimsollError if neither can be read */
export async function readContents(
  target: string,
  options: ReadTargetOptions,
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
): Promise<ReadContents> {
  const file = await sbomFileOf(target);
  if (file === undefined) return contentsOf(await readTarget(target, options, environment, terminal));
  const sbom = parseSbom(await readDocument(file), file);
  return { image: { digest: sbom.digest, platform: '' }, inventory: sbomInventory(sbom, file) };
}

/** An image that was read, as documents ask for it. */
export function contentsOf({ image, inventory }: ReadImage): ReadContents {
  return { image: { digest: image.digest, platform: formatPlatform(image.platform) }, inventory };
}
