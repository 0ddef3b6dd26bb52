import { createHash } from 'node:crypto';
import { type Digest, parseDigest, PlimsollError } from '@plimsoll/model';
import type { Descriptor, ImageSource } from './source.ts';

/** sha256 of bytes in memory. */
export function digestOf(bytes: Uint8Array): Digest {
  return parseDigest(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);
}

/**
 * Reads a small blob whole, and only if size and digest are as the descriptor says.
 *
 * @throws PlimsollError LIMIT_EXCEEDED before reading if the descriptor says more than `maxBytes`; TRUNCATED, SIZE_MISMATCH, DIGEST_MISMATCH
 */
export async function readBlob(source: ImageSource, blob: Descriptor, maxBytes: number, signal?: AbortSignal): Promise<Uint8Array> {
  if (blob.sizeBytes > maxBytes) {
    throw new PlimsollError('LIMIT_EXCEEDED', `the blob ${blob.digest} has ${blob.sizeBytes} bytes; at most ${maxBytes} are read`);
  }
  const stream = await source.openBlob(blob, signal === undefined ? {} : { signal });
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > blob.sizeBytes) break;
    chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  verifyBlob(blob, length, () => digestOf(bytes));
  return bytes;
}

/** Compares what was read with what the descriptor says: first the length, then the digest. @throws PlimsollError TRUNCATED, SIZE_MISMATCH, DIGEST_MISMATCH */
export function verifyBlob(blob: Pick<Descriptor, 'digest' | 'sizeBytes'>, length: number, digest: () => Digest): void {
  if (length < blob.sizeBytes)
    throw new PlimsollError('TRUNCATED', `the blob ${blob.digest} ended after ${length} of ${blob.sizeBytes} bytes`);
  if (length > blob.sizeBytes)
    throw new PlimsollError('SIZE_MISMATCH', `the blob ${blob.digest} is longer than its ${blob.sizeBytes} bytes`);
  const actual = digest();
  if (actual !== blob.digest) throw new PlimsollError('DIGEST_MISMATCH', `the blob ${blob.digest} has the digest ${actual}`);
}
