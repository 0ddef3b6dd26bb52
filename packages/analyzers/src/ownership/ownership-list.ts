import type { Ownership } from '../analyzer.ts';
import type { ProblemList } from '../problems/problem-list.ts';

/** Linux knows no longer path. */
const MAX_PATH_LENGTH = 4096;
/** A few bytes of a hostile database can name a path of a long folder each: the largest real ones have a tenth of this. */
export const MAX_PATHS = 2_000_000;
const MAX_CHARACTERS = 128 * 1024 * 1024;

/** Who owns which files, in the order added, within limits on the whole. */
export class OwnershipList {
  readonly #problems: ProblemList;
  readonly #list: Ownership[] = [];
  #paths = 0;
  #characters = 0;
  #isFull = false;

  constructor(problems: ProblemList) {
    this.#problems = problems;
  }

  /** Takes pairs of folder (empty, or ending in a slash) and name. Leading slashes go; an owner without files is not listed. */
  add(owner: string, files: Iterable<readonly [folder: string, name: string]>): void {
    const paths: string[] = [];
    for (const [folder, name] of files) {
      const length = folder.length + name.length;
      if (this.#isFull || length > MAX_PATH_LENGTH) continue;
      const path = (folder + name).replace(/^\/+/, '');
      if (path === '') continue;
      if (++this.#paths > MAX_PATHS || (this.#characters += length) > MAX_CHARACTERS) {
        this.#isFull = true;
        this.#problems.add('LIMIT_EXCEEDED', `the database names too many files; from package ${owner} on, they count as owned by none`);
        break;
      }
      paths.push(path);
    }
    if (paths.length > 0) this.#list.push({ owner, paths });
  }

  list(): readonly Ownership[] {
    return this.#list;
  }
}
