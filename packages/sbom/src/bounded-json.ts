import { isDeeperThan, PlimsollError } from '@plimsoll/model';

/** Of a document as stored: the largest known SBOMs of images are below a tenth of it. */
export const MAX_DOCUMENT_BYTES: number = 256 * 1024 * 1024;

/** CycloneDX nests components and CSAF nests branches: hand-made ones a few levels, hostile ones without end. */
const MAX_DEPTH = 200;

/**
 * Parses a JSON document that somebody else wrote.
 *
 * @param file for messages
 * @throws PlimsollError LIMIT_EXCEEDED if it is larger than 256 MiB or nested deeper than 200; MALFORMED_FILE if it is not JSON in UTF-8
 */
export function parseBoundedJson(bytes: Uint8Array, file: string): unknown {
  if (bytes.length > MAX_DOCUMENT_BYTES) {
    throw new PlimsollError('LIMIT_EXCEEDED', `${file} has ${bytes.length} bytes: at most ${MAX_DOCUMENT_BYTES} are read`);
  }
  if (isDeeperThan(bytes, MAX_DEPTH)) throw new PlimsollError('LIMIT_EXCEEDED', `${file} is nested deeper than ${MAX_DEPTH} levels`);
  try {
    // A decoder that is not told otherwise drops a byte order mark.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new PlimsollError('MALFORMED_FILE', `${file} is not JSON: ${error instanceof Error ? error.message.slice(0, 200) : ''}`, {
      cause: error,
    });
  }
}
