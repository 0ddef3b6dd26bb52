import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Epss, PlimsollError, type Vulnerability } from '@plimsoll/model';
import type { AdvisoryDetails, AffectedEntry } from '../advisory.ts';
import { canonicalName } from '../ecosystem.ts';
import type { ReleaseCycle } from '../feeds/end-of-life.ts';
import { readCurrent, type StoreStatus } from './current.ts';
import { isStoreKey, MAX_ID_BYTES, MAX_NAME_BYTES } from './keys.ts';
import { openTables, type Tables } from './tables.ts';

/** A compiled advisory store: memory-mapped, read-only. It stays as it was opened, whatever is published later. */
export interface AdvisoryStore {
  /** What records say about a package, in any release; empty if nothing. The name may be in any spelling of its ecosystem. */
  lookup(ecosystem: string, name: string): readonly AffectedEntry[];
  /** A record without its ranges, by its own id. */
  advisory(id: string): AdvisoryDetails | undefined;
  /** A flaw by any of its names. */
  vulnerability(name: string): Vulnerability | undefined;
  /** The score of a flaw alone, by any of its names: `vulnerability(name)?.epss`, without reading the rest. */
  epss(name: string): Epss | undefined;
  /** Releases of an ecosystem that records speak of: `['11', '12']`; empty for an unknown one. */
  releases(ecosystem: string): readonly string[];
  /** When a release of a product of endoflife.date ends: `endOfLife('debian', '12')`. Undefined if that is not known. */
  endOfLife(product: string, cycle: string): ReleaseCycle | undefined;
  status(): StoreStatus;
  close(): Promise<void>;
}

/**
 * Opens the current store of a folder.
 *
 * @throws PlimsollError STORE_NOT_FOUND if there is none, STORE_INVALID if it cannot be read
 */
export function openStore(dir: string): AdvisoryStore {
  const current = readCurrent(dir);
  if (current === undefined) {
    throw new PlimsollError('STORE_NOT_FOUND', `there is no advisory store in ${dir}`, {
      hint: 'run `plimsoll db update` to download one',
    });
  }
  const tables = openFile(join(dir, current.file), current.sizeBytes);
  const bestNameOf = (name: string): string | undefined =>
    isStoreKey(name, MAX_ID_BYTES) ? (tables.aliases.get(name) ?? name) : undefined;
  const epssOf = (best: string | undefined): Epss | undefined => (best === undefined ? undefined : tables.epss?.get(best));
  return {
    lookup(ecosystem, name) {
      const canonical = canonicalName(ecosystem, name);
      // Package names come from images: LMDB would throw over one that is too long.
      return isStoreKey(canonical, MAX_NAME_BYTES) ? (tables.packages.get([ecosystem, canonical]) ?? []) : [];
    },
    advisory: (id) => (isStoreKey(id, MAX_ID_BYTES) ? tables.advisories.get(id) : undefined),
    vulnerability(name) {
      const best = bestNameOf(name);
      const found = best === undefined ? undefined : tables.vulnerabilities.get(best);
      const epss = epssOf(best);
      return found === undefined || epss === undefined ? found : { ...found, epss };
    },
    epss: (name) => epssOf(bestNameOf(name)),
    releases: (ecosystem) => tables.releases.get(ecosystem) ?? [],
    endOfLife: (product, cycle) => tables.endOfLife.get(product)?.find((release) => release.cycle === cycle),
    status: () => current.status,
    close: () => tables.root.close(),
  };
}

/** LMDB crashes the process over a file that is not its own or was cut short, so both are checked first. */
function openFile(path: string, sizeBytes: number): Tables {
  try {
    if (statSync(path).size !== sizeBytes || !hasMagic(path)) throw new Error('it is not the file that was published');
    return openTables(path, { readOnly: true });
  } catch (cause) {
    throw new PlimsollError('STORE_INVALID', `the advisory store ${path} cannot be opened`, {
      hint: 'run `plimsoll db update` to build it anew',
      cause,
    });
  }
}

/** 0xBEEFC0DE in the machine's order, behind the header of the first page. @see http://www.lmdb.tech/doc/ */
function hasMagic(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const page = Buffer.alloc(64);
    readSync(file, page, 0, page.length, 0);
    return page.indexOf(Buffer.from('dec0efbe', 'hex')) !== -1;
  } finally {
    closeSync(file);
  }
}
