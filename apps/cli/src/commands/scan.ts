import { openStore } from '@plimsoll/advisories';
import { applyVex, matchInventory } from '@plimsoll/engine';
import { type ScanDocument, toScanDocument } from '@plimsoll/reports';
import { parseVex } from '@plimsoll/sbom';
import { storeFolder } from '../environment.ts';
import { readDocument } from '../read-document.ts';
import type { Terminal } from '../terminal.ts';
import { readContents } from './read-contents.ts';
import type { ReadTargetOptions } from './read-target.ts';

export interface ScanOptions extends ReadTargetOptions {
  readonly db: string | undefined;
  /** Files with statements about vulnerabilities; later ones count where two speak at the same time. */
  readonly vex: readonly string[];
}

/** Reads an image and matches it. @throws PlimsollError STORE_NOT_FOUND or what a statement file has wrong, before the image is read; whatever reading throws */
export async function scan(
  target: string,
  options: ScanOptions,
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
): Promise<ScanDocument> {
  const store = openStore(options.db ?? storeFolder(environment));
  try {
    const spoken = await Promise.all(options.vex.map(async (file) => parseVex(await readDocument(file), file)));
    const read = await readContents(target, options, environment, terminal);
    const matched = applyVex(
      matchInventory(read.inventory, store),
      spoken.flatMap(({ statements }) => statements),
      { name: target, digest: read.image.digest },
      read.inventory.os,
      (id) => store.vulnerability(id)?.aliases ?? [],
    );
    const document = toScanDocument(target, read, { ...matched, vulnerability: (id) => store.vulnerability(id) });
    // What a statement could not say makes the image no less read.
    return { ...document, problems: [...document.problems, ...spoken.flatMap(({ problems }) => problems)] };
  } finally {
    await store.close();
  }
}
