import { readFile, stat } from 'node:fs/promises';
import { PlimsollError } from '@plimsoll/model';
import { MAX_DOCUMENT_BYTES } from '@plimsoll/sbom';

/** The bytes of a document that somebody wrote. @throws PlimsollError INVALID_INPUT if there is no such file; LIMIT_EXCEEDED */
export async function readDocument(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > MAX_DOCUMENT_BYTES) {
      throw new PlimsollError('LIMIT_EXCEEDED', `${JSON.stringify(file)} has ${size} bytes: at most ${MAX_DOCUMENT_BYTES} are read`);
    }
    return await readFile(file);
  } catch (error) {
    if (error instanceof PlimsollError) throw error;
    const { message } = error as NodeJS.ErrnoException;
    throw new PlimsollError('INVALID_INPUT', `${JSON.stringify(file)} cannot be read: ${message}`, { cause: error });
  }
}
