import { PlimsollError } from '@plimsoll/model';
import { parseBoundedJson } from '../bounded-json.ts';
import { CycloneDxDocument } from '../cyclonedx.ts';
import { CsafDocument, readCsaf } from './csaf.ts';
import { readCycloneDxVex } from './cyclonedx-vex.ts';
import { OpenVexDocument, readOpenVex } from './openvex.ts';
import type { VexDocument } from './statement.ts';

/**
 * Reads statements about vulnerabilities: OpenVEX, CycloneDX or CSAF 2.0, all as JSON.
 *
 * @param file kept with each statement, and for messages
 * @throws PlimsollError UNSUPPORTED_FORMAT if it is none of them; MALFORMED_FILE, LIMIT_EXCEEDED
 */
export function parseVex(bytes: Uint8Array, file: string): VexDocument {
  const json = parseBoundedJson(bytes, file);
  const openvex = OpenVexDocument.safeParse(json);
  if (openvex.success) return readOpenVex(openvex.data, file);
  const cyclonedx = CycloneDxDocument.safeParse(json);
  if (cyclonedx.success) return readCycloneDxVex(cyclonedx.data, file);
  const csaf = CsafDocument.safeParse(json);
  if (csaf.success) return readCsaf(csaf.data, file);
  throw new PlimsollError('UNSUPPORTED_FORMAT', `${file} is JSON, but holds no VEX statements`, {
    hint: 'Plimsoll reads OpenVEX, CycloneDX and CSAF 2.0 in their JSON forms.',
  });
}
