const FRAME_MAGIC = 0xfd2fb528;
const SKIPPABLE_MAGIC = 0x184d2a50;
const DICTIONARY_BYTES = [0, 1, 2, 4];
const CONTENT_SIZE_BYTES = [0, 2, 4, 8];
const RLE_BLOCK = 1;

const FIELD_BYTES = { magic: 4, 'skippable-size': 4, descriptor: 1, 'block-header': 3 };

type State = 'magic' | 'skippable-size' | 'descriptor' | 'block-header' | 'pass' | 'skip' | 'broken';

/**
 * Cuts a zstd stream at the ends of its frames and leaves out skippable ones. Node's decompressor forgets what follows the end of a frame within
 * one write, which would lose the rest of a layer without an error: zstd:chunked has a frame a file.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8878#name-frames
 */
export class ZstdFrames {
  #state: State = 'magic';
  /** Bytes of a field that chunks may share. */
  #field: Buffer = Buffer.alloc(0);
  #magic: Buffer = Buffer.alloc(0);
  /** Bytes left to pass on or to skip, and what comes after them. */
  #left = 0;
  #next: State = 'magic';
  #hasChecksum = false;

  /** Pieces none of which goes past the end of a frame, in order. From something that is no frame on, nothing is cut. */
  split(chunk: Buffer): Buffer[] {
    const pieces: Buffer[] = [];
    let start = 0;
    for (let at = 0; at < chunk.length;) {
      const state = this.#state;
      const taken = Math.min(this.#wantedBytes(), chunk.length - at);
      const bytes = chunk.subarray(at, at + taken);
      at += taken;
      if (state === 'pass' || state === 'skip') this.#onPassed(taken);
      else if (state !== 'broken') this.#onFieldBytes(bytes);

      if (state === 'magic') {
        // The magic is kept back until it is known whether its frame is one to pass on.
        start = at;
        const isPassedOn = this.#state === 'descriptor' || this.#state === 'broken';
        if (isPassedOn && taken === 4) start = at - 4;
        else if (isPassedOn) pieces.push(this.#magic);
      } else if (state === 'skip' || state === 'skippable-size') start = at;
      else if (this.#state === 'magic' || at === chunk.length) {
        if (at > start) pieces.push(chunk.subarray(start, at));
        start = at;
      }
    }
    if (start < chunk.length) pieces.push(chunk.subarray(start));
    return pieces;
  }

  /** What was begun and not passed on: a magic that the stream ends within. */
  end(): Buffer[] {
    return this.#state === 'magic' && this.#field.length > 0 ? [this.#field] : [];
  }

  #wantedBytes(): number {
    if (this.#state === 'broken') return Infinity;
    if (this.#state === 'pass' || this.#state === 'skip') return this.#left;
    return FIELD_BYTES[this.#state] - this.#field.length;
  }

  #onPassed(count: number): void {
    this.#left -= count;
    if (this.#left === 0) this.#state = this.#next;
  }

  #onFieldBytes(bytes: Buffer): void {
    this.#field = this.#field.length === 0 ? bytes : Buffer.concat([this.#field, bytes]);
    if (this.#wantedBytes() > 0) return;
    const field = this.#field;
    this.#field = Buffer.alloc(0);
    this.#onField(field);
  }

  #onField(field: Buffer): void {
    if (this.#state === 'magic') {
      this.#magic = field;
      const magic = field.readUInt32LE();
      if (magic === FRAME_MAGIC) this.#state = 'descriptor';
      else this.#state = (magic & 0xfffffff0) >>> 0 === SKIPPABLE_MAGIC ? 'skippable-size' : 'broken';
    } else if (this.#state === 'skippable-size') this.#expect('skip', field.readUInt32LE(), 'magic');
    else if (this.#state === 'descriptor') {
      const descriptor = field[0]!;
      const isSingleSegment = (descriptor & 0x20) !== 0;
      this.#hasChecksum = (descriptor & 4) !== 0;
      const sizeFlag = descriptor >> 6;
      const contentSize = sizeFlag === 0 && isSingleSegment ? 1 : CONTENT_SIZE_BYTES[sizeFlag]!;
      this.#expect('pass', (isSingleSegment ? 0 : 1) + DICTIONARY_BYTES[descriptor & 3]! + contentSize, 'block-header');
    } else this.#onBlockHeader(field.readUIntLE(0, 3));
  }

  #onBlockHeader(header: number): void {
    const isLast = (header & 1) !== 0;
    const blockBytes = ((header >> 1) & 3) === RLE_BLOCK ? 1 : header >> 3;
    if (isLast) this.#expect('pass', blockBytes + (this.#hasChecksum ? 4 : 0), 'magic');
    else this.#expect('pass', blockBytes, 'block-header');
  }

  #expect(state: 'pass' | 'skip', bytes: number, next: State): void {
    this.#left = bytes;
    this.#next = next;
    this.#state = bytes === 0 ? next : state;
  }
}
