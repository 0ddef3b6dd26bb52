/** Numbers in a binary header. A field past the end, or beyond 2^53, is NaN: it compares as false with everything. */
export class Fields {
  readonly #view: DataView;
  readonly #littleEndian: boolean;

  constructor(bytes: Uint8Array, littleEndian: boolean) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#littleEndian = littleEndian;
  }

  u16(at: number): number {
    return this.#has(at, 2) ? this.#view.getUint16(at, this.#littleEndian) : Number.NaN;
  }

  u32(at: number): number {
    return this.#has(at, 4) ? this.#view.getUint32(at, this.#littleEndian) : Number.NaN;
  }

  u64(at: number): number {
    const value = this.#has(at, 8) ? Number(this.#view.getBigUint64(at, this.#littleEndian)) : Number.NaN;
    return Number.isSafeInteger(value) ? value : Number.NaN;
  }

  /** An address or an offset of 4 or 8 bytes. */
  pointer(at: number, size: 4 | 8): number {
    return size === 8 ? this.u64(at) : this.u32(at);
  }

  /** Text up to the first NUL, at most `length` bytes. */
  text(at: number, length: number): string {
    if (!this.#has(at, 1)) return '';
    const bytes = new Uint8Array(this.#view.buffer, this.#view.byteOffset + at, Math.min(length, this.#view.byteLength - at));
    const end = bytes.indexOf(0);
    return new TextDecoder('latin1').decode(end === -1 ? bytes : bytes.subarray(0, end));
  }

  #has(at: number, length: number): boolean {
    return at >= 0 && at + length <= this.#view.byteLength;
  }
}
