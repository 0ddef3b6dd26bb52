import { sbomInventory } from '@plimsoll/engine';
import { parseSbom } from '@plimsoll/sbom';
import type { ReadContents } from '../documents.ts';
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
  if (file === undefined) return readTarget(target, options, environment, terminal);
  const sbom = parseSbom(await readDocument(file), file);
  return { image: { digest: sbom.digest }, inventory: sbomInventory(sbom, file) };
}
