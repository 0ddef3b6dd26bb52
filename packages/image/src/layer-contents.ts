import { PlimsollError } from '@plimsoll/model';
import { FileContent } from './file-content.ts';
import { LayerTreeBuilder } from './layer-tree.ts';
import { normalisePath } from './normalise-path.ts';
import type { ReadLayerOptions } from './read-layer.ts';
import type { Limits } from './source.ts';
import type { TarHandler, TarMember } from './tar-parser.ts';

const HEAD_BYTES = 64;
/** Every part costs a look-up when the image is squashed. */
const MAX_PATH_PARTS = 256;

/** What the parser finds in a layer: the tree, and the wanted files until they are handed on. */
export class LayerContents implements TarHandler {
  readonly tree: LayerTreeBuilder = new LayerTreeBuilder();
  readonly #options: ReadLayerOptions;
  readonly #limits: Limits;
  readonly #handedOn = new Set<string>();
  #ready: FileContent[] = [];
  #current: { path: string; member: TarMember; content: FileContent | undefined; head: Buffer } | undefined;

  constructor(options: ReadLayerOptions, limits: Limits) {
    this.#options = options;
    this.#limits = limits;
  }

  onMember(member: TarMember): boolean {
    if (++this.tree.entries > this.#limits.entries) {
      throw new PlimsollError('LIMIT_EXCEEDED', `it has more than ${this.#limits.entries} entries`);
    }
    const path = this.#pathOf(member);
    if (path === undefined || path === '') return false;
    if (this.tree.addWhiteout(path)) return false;
    const isKept = this.#options.onMember?.(path, member) === true;
    const isMatch = this.#options.matches(path);
    this.tree.add(path, member, isMatch || isKept);
    if (member.type === 'hard-link') this.#onHardLink(path, member, isMatch);
    return isMatch && this.#isReadable(path, member) && this.#begin(path, member);
  }

  onContent(bytes: Buffer): boolean {
    const current = this.#current;
    if (current === undefined) return false;
    if (current.content !== undefined) {
      current.content.append(bytes);
      return true;
    }
    // Not yet sniffed at: a chunk may end within the head.
    current.head = current.head.length === 0 ? bytes : Buffer.concat([current.head, bytes]);
    if (current.head.length < Math.min(HEAD_BYTES, current.member.sizeBytes)) return true;
    const isWanted = this.#sniff(current.path, current.head.subarray(0, HEAD_BYTES));
    if (!isWanted) {
      this.#current = undefined;
      return false;
    }
    current.content = this.#newContent(current.path, current.member);
    current.content.append(current.head);
    return true;
  }

  onMemberEnd(): void {
    const current = this.#current;
    this.#current = undefined;
    if (current === undefined) return;
    // An empty file has no content to sniff at.
    const content =
      current.content ?? (this.#sniff(current.path, current.head) ? this.#newContent(current.path, current.member) : undefined);
    if (content === undefined) return;
    this.#ready.push(content);
    this.#handedOn.add(current.path);
  }

  /** Hands on the files that are complete. */
  async handOn(): Promise<void> {
    if (this.#ready.length === 0) return;
    const ready = this.#ready;
    this.#ready = [];
    try {
      for (const content of ready) {
        const done = this.#options.onFile(content.toEntry());
        if (done !== undefined) await done;
      }
    } finally {
      for (const content of ready) content.close();
    }
  }

  /** Frees what was begun and not handed on. */
  close(): void {
    this.#current?.content?.close();
    for (const content of this.#ready) content.close();
  }

  #pathOf({ path, linkPath }: TarMember): string | undefined {
    const characters = Math.max(path.length, linkPath.length);
    if (characters > this.#limits.pathLength) {
      this.tree.addProblem('LIMIT_EXCEEDED', `a name of ${characters} characters, of ${quote(path)}, was passed over`);
      return undefined;
    }
    const normal = normalisePath(path);
    if (normal !== undefined && normal.length > 2 * MAX_PATH_PARTS && normal.split('/').length > MAX_PATH_PARTS) {
      this.tree.addProblem('LIMIT_EXCEEDED', `a name of more than ${MAX_PATH_PARTS} parts, ${quote(path)}, was passed over`);
      return undefined;
    }
    if (normal === undefined) this.tree.addProblem('UNSAFE_PATH', `the name ${quote(path)} leads out of the image and was passed over`);
    return normal;
  }

  #isReadable(path: string, { type, sizeBytes }: TarMember): boolean {
    if (type === 'unreadable') this.tree.addProblem('UNSUPPORTED_FORMAT', 'the file is stored sparse and was not read', path);
    if (type !== 'file') return false;
    if (sizeBytes <= this.#limits.fileBytes) return true;
    this.tree.addProblem('LIMIT_EXCEEDED', `the file has ${sizeBytes} bytes; at most ${this.#limits.fileBytes} are read`, path);
    return false;
  }

  #onHardLink(path: string, member: TarMember, isMatch: boolean): void {
    const target = normalisePath(member.linkPath);
    if (target === undefined) {
      if (isMatch) this.tree.addProblem('UNSAFE_PATH', `the hard link leads out of the image, to ${quote(member.linkPath)}`, path);
      return;
    }
    if (isMatch || this.#handedOn.has(target)) this.tree.addHardLink(path, target);
    if (isMatch && !this.#options.matches(target)) {
      this.tree.addProblem('UNSUPPORTED_FORMAT', `the file is a hard link to ${quote(target)}, which was not read`, path);
    }
  }

  #begin(path: string, member: TarMember): boolean {
    const needsSniff = this.#options.sniff !== undefined;
    this.#current = { path, member, content: needsSniff ? undefined : this.#newContent(path, member), head: Buffer.alloc(0) };
    return true;
  }

  #sniff(path: string, head: Uint8Array): boolean {
    return this.#options.sniff === undefined || this.#options.sniff(path, head);
  }

  #newContent(path: string, member: TarMember): FileContent {
    return new FileContent(path, member.sizeBytes, member.mode, member.sizeBytes > this.#limits.memoryFileBytes);
  }
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 200));
}
