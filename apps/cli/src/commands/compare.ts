import { openStore } from '@plimsoll/advisories';
import { matchInventory } from '@plimsoll/engine';
import { baseOf, type ComparedImage, compareImages, type Comparison } from '@plimsoll/remediation';
import { type CompareDocument, toTarget } from '@plimsoll/reports';
import { storeFolder } from '../environment.ts';
import type { Terminal } from '../terminal.ts';
import { contentsOf } from './read-contents.ts';
import { openLineage } from './read-lineage.ts';
import { readTarget, type ReadTargetOptions } from './read-target.ts';

export interface CompareOptions extends ReadTargetOptions {
  readonly db: string | undefined;
  /** Places with images that the targets may be built on: they tell base from application. */
  readonly registry: readonly string[];
}

/** Reads two images and says what differs. @throws PlimsollError STORE_NOT_FOUND before anything is read; whatever reading throws */
export async function compare(
  before: string,
  after: string,
  options: CompareOptions,
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
): Promise<CompareDocument> {
  const store = openStore(options.db ?? storeFolder(environment));
  try {
    const side = async (target: string): Promise<{ target: CompareDocument['before']; compared: ComparedImage }> => {
      const read = await readTarget(target, options, environment, terminal);
      const { registry, known, target: self } = await openLineage(target, read, options.registry, terminal);
      await registry.close();
      const compared = {
        inventory: read.inventory,
        matched: matchInventory(read.inventory, store),
        baseLayerCount: baseOf(self, known)?.layerCount,
      };
      return { target: toTarget(target, contentsOf(read)), compared };
    };
    const left = await side(before);
    const right = await side(after);
    return toCompareDocument(left.target, right.target, compareImages(left.compared, right.compared));
  } finally {
    await store.close();
  }
}

function toCompareDocument(
  before: CompareDocument['before'],
  after: CompareDocument['after'],
  { packages, vulnerabilities }: Comparison,
): CompareDocument {
  return {
    schemaVersion: 1,
    before,
    after,
    packages: {
      added: [...packages.added],
      removed: [...packages.removed],
      changed: packages.changed.map((one) => ({ ...one, before: [...one.before], after: [...one.after] })),
      unchanged: packages.unchanged,
    },
    vulnerabilities: {
      added: [...vulnerabilities.added],
      removed: [...vulnerabilities.removed],
      changed: [...vulnerabilities.changed],
      unchanged: vulnerabilities.unchanged,
    },
  };
}
