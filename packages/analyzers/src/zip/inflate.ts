import { inflateRawSync, inflateSync } from 'node:zlib';

interface InflateOptions {
  /** `raw`: DEFLATE as zip archives hold it; `zlib`: with header and checksum. */
  readonly format: 'raw' | 'zlib';
  readonly maxBytes: number;
}

/** The unpacked bytes; undefined if they are damaged, cut, or more than `maxBytes`. */
export function inflate(bytes: Uint8Array, { format, maxBytes }: InflateOptions): Uint8Array | undefined {
  const unpack = format === 'raw' ? inflateRawSync : inflateSync;
  try {
    return unpack(bytes, { maxOutputLength: Math.max(maxBytes, 1) });
  } catch (error) {
    if (isZlibError(error)) return undefined;
    throw error;
  }
}

/** Damage is `Z_DATA_ERROR`, a cut `Z_BUF_ERROR`, too much `ERR_BUFFER_TOO_LARGE`. */
function isZlibError(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('Z_') || code === 'ERR_BUFFER_TOO_LARGE';
}
