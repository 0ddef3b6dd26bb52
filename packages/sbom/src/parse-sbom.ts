import { PlimsollError } from '@plimsoll/model';
import { parseBoundedJson } from './bounded-json.ts';
import { CycloneDxDocument, readCycloneDx } from './cyclonedx.ts';
import type { Sbom } from './sbom.ts';
import { readSpdx, SpdxDocument } from './spdx.ts';
import { readSpdx3, Spdx3Document } from './spdx3.ts';

const VERSIONS = /^1\.[4-9]$/;

/**
 * Reads a bill of materials: CycloneDX 1.4 and later, SPDX 2.x or SPDX 3.0, all as JSON.
 *
 * @param file for messages
 * @throws PlimsollError UNSUPPORTED_FORMAT if it is none of them; MALFORMED_FILE, LIMIT_EXCEEDED
 */
export function parseSbom(bytes: Uint8Array, file: string): Sbom {
  const json = parseBoundedJson(bytes, file);
  const cyclonedx = CycloneDxDocument.safeParse(json);
  if (cyclonedx.success) {
    if (!VERSIONS.test(cyclonedx.data.specVersion))
      throw unsupported(file, `CycloneDX ${JSON.stringify(cyclonedx.data.specVersion.slice(0, 20))}`);
    return readCycloneDx(cyclonedx.data);
  }
  const spdx = SpdxDocument.safeParse(json);
  if (spdx.success) return readSpdx(spdx.data);
  const spdx3 = Spdx3Document.safeParse(json);
  if (spdx3.success) return readSpdx3(spdx3.data);
  throw unsupported(file, 'JSON, but no bill of materials');
}

function unsupported(file: string, what: string): PlimsollError {
  return new PlimsollError('UNSUPPORTED_FORMAT', `${file} is ${what}`, {
    hint: 'Plimsoll reads CycloneDX 1.4 to 1.7, SPDX 2.x and SPDX 3.0 in their JSON forms.',
  });
}
