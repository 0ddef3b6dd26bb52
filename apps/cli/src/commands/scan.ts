import { openStore } from '@plimsoll/advisories';
import { matchInventory } from '@plimsoll/engine';
import type { ScanDocument } from '@plimsoll/reports';
import { toScanDocument } from '../documents.ts';
import { storeFolder } from '../environment.ts';
import type { Terminal } from '../terminal.ts';
import { readTarget, type ReadTargetOptions } from './read-target.ts';

export interface ScanOptions extends ReadTargetOptions {
  readonly db: string | undefined;
}

/** Reads an image and matches it. @throws PlimsollError STORE_NOT_FOUND before anything is read; whatever reading throws */
export async function scan(
  target: string,
  options: ScanOptions,
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
): Promise<ScanDocument> {
  const store = openStore(options.db ?? storeFolder(environment));
  try {
    const read = await readTarget(target, options, environment, terminal);
    return toScanDocument(target, read, matchInventory(read.inventory, store), store);
  } finally {
    await store.close();
  }
}
