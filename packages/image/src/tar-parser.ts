import { PlimsollError } from '@plimsoll/model';
import { parsePax, type PaxRecords } from './pax.ts';
import { BLOCK, isHeaderOnly, isZeroBlock, paddingOf, parseTarHeader, type TarHeader } from './tar-header.ts';

export type TarMemberType = 'file' | 'directory' | 'symlink' | 'hard-link' | 'device' | 'unreadable';

/** One member, with its extended headers applied. */
export interface TarMember {
  /** As written: not cleaned, may be absolute or hold `..`. */
  readonly path: string;
  /** `unreadable`: a sparse file or a GNU special, whose data is not the content. */
  readonly type: TarMemberType;
  readonly sizeBytes: number;
  readonly mode: number;
  readonly linkPath: string;
  /** Where the data starts in the archive. */
  readonly offset: number;
}

export interface TarHandler {
  /** @returns true if the content is wanted; asked of files only */
  onMember(member: TarMember): boolean;
  /** A piece of the content of the wanted member. The bytes are never written to again. @returns false if the rest is not wanted */
  onContent(bytes: Buffer): boolean;
  /** The wanted member is complete. */
  onMemberEnd(): void;
}

/** pax headers carry extended attributes, so they may be long; a header over this is an attack. */
const MAX_EXTENDED_BYTES = 1024 * 1024;
const IN_HEADER = 0;
const IN_EXTENDED = 1;
const IN_SPARSE_MAP = 2;
const IN_CONTENT = 3;
const SKIPPING = 4;
const AT_END = 5;

const FILE_TYPES: Readonly<Record<string, TarMemberType>> = {
  '0': 'file',
  '7': 'file',
  '1': 'hard-link',
  '2': 'symlink',
  '3': 'device',
  '4': 'device',
  '5': 'directory',
  '6': 'device',
};
/** GNU: directory dump, continued volume, name list, volume label, sparse. */
const UNREADABLE = 'DMNVS';

/**
 * Reads a tar archive from chunks of any size, without copying but for a header that two chunks share. Extended headers are applied as container
 * runtimes do: pax over ustar, GNU long names over pax, global pax headers not at all.
 */
export class TarParser {
  readonly #handler: TarHandler;
  readonly #block = Buffer.allocUnsafe(BLOCK);
  #state = IN_HEADER;
  /** Bytes of `#block` that are filled. */
  #filled = 0;
  /** Bytes left of what the state reads or skips, and the padding behind it. */
  #left = 0;
  #padding = 0;
  /** How much of what is skipped is padding. */
  #skippedPadding = 0;
  #position = 0;
  #hasZeroBlock = false;
  #extended: { type: string; chunks: Buffer[] } | undefined;
  #pax: PaxRecords = {};
  #longName: string | undefined;
  #longLink: string | undefined;
  #sparse: TarHeader | undefined;

  constructor(handler: TarHandler) {
    this.#handler = handler;
  }

  /** True once the end marker was read: what follows is not part of the archive. */
  get isAtEnd(): boolean {
    return this.#state === AT_END;
  }

  /** How many bytes come next that the parser only counts: who can seek may `skip` them. */
  get skippableBytes(): number {
    return this.#state === SKIPPING ? this.#left : 0;
  }

  /** Leaves out bytes instead of pushing them. At most `skippableBytes`. */
  skip(bytes: number): void {
    this.#position += bytes;
    this.#left -= bytes;
    if (this.#left === 0) this.#state = IN_HEADER;
  }

  /** @throws PlimsollError CORRUPT_ARCHIVE, LIMIT_EXCEEDED; then the parser is of no further use */
  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#state === AT_END) return;
      if (this.#state === IN_HEADER || this.#state === IN_SPARSE_MAP) at = this.#takeBlock(chunk, at);
      else at = this.#takeData(chunk, at);
    }
  }

  /**
   * Tells the parser that nothing follows. Archives that lack the end marker, or the padding of the last member, are common (umoci writes them).
   *
   * @throws PlimsollError TRUNCATED within a member
   */
  end(): void {
    if (this.#state === AT_END || (this.#state === SKIPPING && this.#left <= this.#skippedPadding)) return;
    if (this.#state !== IN_HEADER || this.#filled > 0) {
      throw new PlimsollError('TRUNCATED', `the tar archive ends within a member, after ${this.#position} bytes`);
    }
  }

  #takeBlock(chunk: Buffer, at: number): number {
    if (this.#filled === 0 && chunk.length - at >= BLOCK) {
      this.#position += BLOCK;
      this.#onBlock(chunk, at);
      return at + BLOCK;
    }
    const taken = Math.min(BLOCK - this.#filled, chunk.length - at);
    chunk.copy(this.#block, this.#filled, at, at + taken);
    this.#filled += taken;
    this.#position += taken;
    if (this.#filled === BLOCK) {
      this.#filled = 0;
      this.#onBlock(this.#block, 0);
    }
    return at + taken;
  }

  #takeData(chunk: Buffer, at: number): number {
    const taken = Math.min(this.#left, chunk.length - at);
    this.#position += taken;
    this.#left -= taken;
    if (this.#state === IN_EXTENDED) this.#extended?.chunks.push(chunk.subarray(at, at + taken));
    else if (this.#state === IN_CONTENT && !this.#handler.onContent(chunk.subarray(at, at + taken))) {
      this.#skipRest();
      return at + taken;
    }
    if (this.#left === 0) this.#onDataEnd();
    return at + taken;
  }

  #onBlock(buffer: Buffer, at: number): void {
    if (this.#state === IN_SPARSE_MAP) {
      // The last byte before the padding of a map block says whether another follows.
      if (buffer[at + 504] === 0 && this.#sparse !== undefined) this.#startMember(this.#sparse);
      return;
    }
    if (isZeroBlock(buffer, at)) {
      if (this.#hasZeroBlock) this.#state = AT_END;
      this.#hasZeroBlock = true;
      return;
    }
    if (this.#hasZeroBlock) throw new PlimsollError('CORRUPT_ARCHIVE', 'the tar archive goes on after a lone block of zeros');
    this.#onHeader(parseTarHeader(buffer, at));
  }

  #onHeader(header: TarHeader): void {
    const { type } = header;
    if (type === 'x' || type === 'L' || type === 'K') {
      if (header.dataBytes > MAX_EXTENDED_BYTES) {
        throw new PlimsollError(
          'LIMIT_EXCEEDED',
          `an extended tar header has ${header.dataBytes} bytes; at most ${MAX_EXTENDED_BYTES} are read`,
        );
      }
      this.#extended = { type, chunks: [] };
      this.#startData(IN_EXTENDED, header.dataBytes);
    } else if (type === 'g') this.#startData(SKIPPING, header.dataBytes);
    else if (header.hasMoreSparseBlocks) {
      this.#sparse = header;
      this.#state = IN_SPARSE_MAP;
    } else this.#startMember(header);
  }

  #startMember(header: TarHeader): void {
    const pax = this.#pax;
    const path = this.#longName ?? pax.path ?? header.path;
    const linkPath = this.#longLink ?? pax.linkPath ?? header.linkPath;
    const sizeBytes = isHeaderOnly(header.type) ? 0 : (pax.sizeBytes ?? header.dataBytes);
    const isUnreadable = pax.isSparse === true || UNREADABLE.includes(header.type);
    this.#pax = {};
    this.#longName = undefined;
    this.#longLink = undefined;
    this.#sparse = undefined;
    const type = isUnreadable ? 'unreadable' : (FILE_TYPES[header.type] ?? 'file');
    const isWanted = this.#handler.onMember({ path, type, sizeBytes, mode: header.mode, linkPath, offset: this.#position });
    this.#startData(isWanted && type === 'file' ? IN_CONTENT : SKIPPING, sizeBytes);
  }

  #startData(state: number, bytes: number): void {
    this.#padding = paddingOf(bytes);
    this.#left = bytes;
    this.#state = state;
    if (state === SKIPPING) this.#skipRest();
    else if (bytes === 0) this.#onDataEnd();
  }

  #skipRest(): void {
    this.#skippedPadding = this.#padding;
    this.#left += this.#padding;
    this.#padding = 0;
    this.#state = this.#left === 0 ? IN_HEADER : SKIPPING;
  }

  #onDataEnd(): void {
    const state = this.#state;
    this.#skipRest();
    if (state === IN_CONTENT) this.#handler.onMemberEnd();
    else if (state === IN_EXTENDED) this.#applyExtended();
  }

  #applyExtended(): void {
    const { type, chunks } = this.#extended!;
    this.#extended = undefined;
    const bytes = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
    if (type === 'x') this.#pax = parsePax(bytes);
    else {
      const nul = bytes.indexOf(0);
      const name = bytes.toString('utf8', 0, nul === -1 ? bytes.length : nul);
      if (type === 'L') this.#longName = name;
      else this.#longLink = name;
    }
  }
}
