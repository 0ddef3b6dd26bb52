import type { FileFact, MemberHeader } from './file-fact.ts';
import { inspectContent, inspectHeader } from './inspect-file.ts';
import { packageCacheOf } from './package-caches.ts';
import { mayHoldSecrets } from './wants-file.ts';

/** What one layer told. Plain JSON, so that it can be kept with the layer. */
export interface LayerFacts {
  /** By path, then by line. */
  readonly facts: readonly FileFact[];
  /** Facts that were found and not kept, because there were too many. */
  readonly omitted: number;
}

/** Raise it when the same files give other facts (a new secret rule does that): layers that were kept are then read again. */
export const FACTS_VERSION: number = 1;

/** Larger files are not looked into. */
const MAX_CONTENT_BYTES = 1024 * 1024;
/** Of each kind; a layer with more of one kind is not told apart from one with a few more. */
const MAX_OF_A_KIND = 1000;
/** `sbin/x`, `usr/lib/openssh/x`: where programs lie that may be setuid below. */
const PROGRAM_FOLDER = /(?:^|\/)(?:s?bin|libexec|openssh|dbus-1\.0|polkit-1|utempter)\/[^/]{1,100}$/;

/** Gathers the facts of one layer while it is read. Give it every member in the order of the archive. */
export class FactCollector {
  readonly #facts: FileFact[] = [];
  readonly #counts = new Map<FileFact['kind'], number>();
  readonly #caches = new Map<string, { path: string; files: number; sizeBytes: number }>();
  #omitted = 0;
  #path = '';
  #wantsContent = false;

  /** @returns true if the name is worth keeping: the file may replace one of a lower layer of which something is said */
  onMember(path: string, header: MemberHeader): boolean {
    const { type, mode, sizeBytes } = header;
    this.#path = path;
    this.#wantsContent = false;
    if (type === 'symlink' || type === 'device') return false;
    for (const fact of inspectHeader(path, header)) this.#keep(fact);
    if (type === 'directory') return false;
    const isReadable = mayHoldSecrets(path);
    if (type === 'file') {
      this.#wantsContent = isReadable && sizeBytes > 0 && sizeBytes <= MAX_CONTENT_BYTES;
      this.#countCache(path, sizeBytes);
    }
    return isReadable || ((mode & 0o111) !== 0 && PROGRAM_FOLDER.test(path));
  }

  /** True if the member that came last is this one and its content is to be looked into. */
  wants(path: string): boolean {
    return this.#wantsContent && path === this.#path;
  }

  /** The same of a file that is complete, whatever came after it. */
  mayRead(path: string, sizeBytes: number): boolean {
    return sizeBytes > 0 && sizeBytes <= MAX_CONTENT_BYTES && mayHoldSecrets(path);
  }

  onContent(path: string, bytes: Uint8Array): void {
    for (const fact of inspectContent(path, bytes)) this.#keep(fact);
  }

  finish(): LayerFacts {
    for (const [manager, { path, files, sizeBytes }] of this.#caches)
      this.#keep({ kind: 'package-cache', path, manager, files, sizeBytes });
    // Contents come when a chunk is done: without an order of their own, facts would tell how the bytes came in.
    return { facts: this.#facts.toSorted(byPathThenLine), omitted: this.#omitted };
  }

  #countCache(path: string, sizeBytes: number): void {
    const cache = packageCacheOf(path);
    if (cache === undefined) return;
    const count = this.#caches.get(cache.manager) ?? { path, files: 0, sizeBytes: 0 };
    count.files++;
    count.sizeBytes += sizeBytes;
    this.#caches.set(cache.manager, count);
  }

  #keep(fact: FileFact): void {
    const count = (this.#counts.get(fact.kind) ?? 0) + 1;
    this.#counts.set(fact.kind, count);
    if (count > MAX_OF_A_KIND) this.#omitted++;
    else this.#facts.push(fact);
  }
}

function byPathThenLine(a: FileFact, b: FileFact): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return ('line' in a ? a.line : 0) - ('line' in b ? b.line : 0);
}
