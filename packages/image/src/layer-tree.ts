import type { Digest, ErrorCode, Problem } from '@plimsoll/model';
import type { LayerTree } from './source.ts';
import type { TarMember } from './tar-parser.ts';

const WHITEOUT = '.wh.';
const OPAQUE = '.wh..wh..opq';
/** AUFS kept its own bookkeeping under such names; they delete nothing. */
const AUFS_METADATA = '.wh..wh.';

/** Plain files of up to this many path parts are kept as shadows: what could replace `usr/lib/python3` or `app/node_modules`. */
const SHALLOW_PARTS = 3;
/** What is kept, in names of each kind and in characters of all. Layers of honest images stay far below. */
const MAX_KEPT = 200_000;
const MAX_CHARACTERS = 32 * 1024 * 1024;
const MAX_PROBLEMS = 100;

/** Collects what a layer changes, from its members in order. */
export class LayerTreeBuilder {
  readonly #whiteouts = new Set<string>();
  readonly #opaques = new Set<string>();
  readonly #shadows = new Set<string>();
  /** They replace a wanted file of their name, and hide nothing below it. */
  readonly #matchingDirectories = new Set<string>();
  readonly #symlinks = new Map<string, string>();
  readonly #hardLinks = new Map<string, string>();
  readonly #directories = new Set<string>();
  readonly #problems: Problem[] = [];
  #hiddenProblems = 0;
  #isFull = false;
  #characters = 0;
  entries = 0;

  /** Takes a whiteout marker, or what AUFS left behind. @returns false if the name is neither */
  addWhiteout(path: string): boolean {
    const slash = path.lastIndexOf('/');
    if (!path.startsWith(WHITEOUT, slash + 1)) return path.startsWith(AUFS_METADATA);
    const name = path.slice(slash + 1);
    const directory = slash === -1 ? '' : path.slice(0, slash);
    if (name === OPAQUE) this.#keep(this.#opaques, directory);
    else if (!name.startsWith(AUFS_METADATA) && name.length > WHITEOUT.length) {
      this.#keep(this.#whiteouts, path.slice(0, slash + 1) + name.slice(WHITEOUT.length));
    }
    return true;
  }

  /** Takes any other member. */
  add(path: string, member: TarMember, isMatch: boolean): void {
    const { type } = member;
    if (type === 'directory') {
      this.#keep(this.#directories, path);
      if (isMatch) this.#keep(this.#matchingDirectories, path);
    } else if (type === 'symlink') {
      this.#characters += member.linkPath.length;
      if (this.#keep(this.#shadows, path)) this.#symlinks.set(path, member.linkPath);
    } else if (isMatch || isShallow(path)) this.#keep(this.#shadows, path);
    if (type !== 'symlink') this.#symlinks.delete(path);
    if (type !== 'hard-link') this.#hardLinks.delete(path);
  }

  addHardLink(path: string, target: string): void {
    this.#characters += target.length;
    if (this.#keep(this.#shadows, path)) this.#hardLinks.set(path, target);
  }

  addProblem(code: ErrorCode, message: string, path?: string): void {
    if (this.#problems.length >= MAX_PROBLEMS) this.#hiddenProblems++;
    else this.#problems.push({ code, message, ...(path === undefined ? {} : { path: path.slice(0, 1000) }) });
  }

  build(diffId: Digest | undefined, unpackedBytes: number): LayerTree {
    if (this.#isFull)
      this.#problems.push({
        code: 'LIMIT_EXCEEDED',
        message: `the layer has more than ${MAX_KEPT} links, deletions or directories; the rest was passed over`,
      });
    if (this.#hiddenProblems > 0)
      this.#problems.push({ code: 'LIMIT_EXCEEDED', message: `${this.#hiddenProblems} more problems of this layer are not listed` });
    return {
      whiteouts: [...this.#whiteouts],
      opaques: [...this.#opaques],
      shadows: [...this.#shadows],
      symlinks: Object.fromEntries(this.#symlinks),
      hardLinks: Object.fromEntries(this.#hardLinks),
      directories: this.#directoriesThatMatter(),
      ...(diffId === undefined ? {} : { diffId }),
      entries: this.entries,
      unpackedBytes,
      problems: this.#problems,
    };
  }

  #keep(set: Set<string>, path: string): boolean {
    if (set.has(path)) return true;
    this.#characters += path.length;
    if (set.size >= MAX_KEPT || this.#characters > MAX_CHARACTERS) this.#isFull = true;
    else set.add(path);
    return set.has(path);
  }

  /** Those above something that is kept, or with the name of something wanted: the others can hide nothing. */
  #directoriesThatMatter(): string[] {
    const above = new Set(this.#matchingDirectories);
    for (const path of [...this.#shadows, ...this.#whiteouts, ...this.#opaques]) {
      for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
        const directory = path.slice(0, slash);
        if (above.has(directory)) break;
        above.add(directory);
      }
    }
    return [...above].filter((directory) => this.#directories.has(directory));
  }
}

function isShallow(path: string): boolean {
  let parts = 1;
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) if (++parts > SHALLOW_PARTS) return false;
  return true;
}
