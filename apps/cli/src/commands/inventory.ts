import { type InventoryDocument, toInventoryDocument } from '@plimsoll/reports';
import type { Terminal } from '../terminal.ts';
import { readContents } from './read-contents.ts';
import type { ReadTargetOptions } from './read-target.ts';

/** Reads an image and says what is in it; no advisories are needed. @throws PlimsollError if it cannot be read */
export async function inventory(
  target: string,
  options: ReadTargetOptions,
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
): Promise<InventoryDocument> {
  return toInventoryDocument(target, await readContents(target, options, environment, terminal));
}
