import { createHash, type Hash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Digest, parseDigest, PlimsollError } from '@plimsoll/model';
import type { LayerEntry } from './source.ts';

/** What collects the content of one wanted file, piece by piece: in memory, or in a private temporary file if it is large. */
export class FileContent {
  readonly #path: string;
  readonly #sizeBytes: number;
  readonly #mode: number;
  readonly #hash: Hash = createHash('sha256');
  #pieces: Buffer[] = [];
  #spool: number | undefined;
  #spooled = 0;

  constructor(path: string, sizeBytes: number, mode: number, isSpooled: boolean) {
    this.#path = path;
    this.#sizeBytes = sizeBytes;
    this.#mode = mode;
    if (isSpooled) this.#spool = openSpool();
  }

  append(bytes: Buffer): void {
    this.#hash.update(bytes);
    if (this.#spool === undefined) {
      this.#pieces.push(bytes);
      return;
    }
    for (let at = 0; at < bytes.length;) at += writeSync(this.#spool, bytes, at, bytes.length - at, this.#spooled + at);
    this.#spooled += bytes.length;
  }

  /** The complete file; valid until `close`. */
  toEntry(): LayerEntry {
    const digest: Digest = parseDigest(`sha256:${this.#hash.digest('hex')}`);
    const common = { path: this.#path, sizeBytes: this.#sizeBytes, mode: this.#mode, digest };
    const spool = this.#spool;
    if (spool !== undefined) {
      const tooLarge = `${JSON.stringify(this.#path)} has ${this.#sizeBytes} bytes, too many to be held in memory as a whole`;
      return {
        ...common,
        read: (offset, length) => readSpool(spool, offset, Math.max(0, Math.min(length, this.#sizeBytes - offset))),
        bytes: () => {
          throw new PlimsollError('LIMIT_EXCEEDED', tooLarge);
        },
      };
    }
    const content = this.#pieces.length === 1 ? this.#pieces[0]! : Buffer.concat(this.#pieces);
    this.#pieces = [];
    return { ...common, read: (offset, length) => content.subarray(offset, offset + length), bytes: () => content };
  }

  /** Removes the temporary file, if there is one. */
  close(): void {
    if (this.#spool !== undefined) closeSync(this.#spool);
    this.#spool = undefined;
  }
}

/** A file without a name: its directory is removed at once, so that nothing is left behind whatever happens to this program. */
function openSpool(): number {
  const directory = mkdtempSync(join(tmpdir(), 'plimsoll-'));
  try {
    return openSync(join(directory, 'content'), 'wx+', 0o600);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function readSpool(spool: number, offset: number, length: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(length);
  for (let at = 0; at < length;) {
    const count = readSync(spool, bytes, at, length - at, offset + at);
    if (count === 0) return bytes.subarray(0, at);
    at += count;
  }
  return bytes;
}
