import { PlimsollError } from '@plimsoll/model';

const SHOWN = 80;

/** The error for a version that its ecosystem refuses; a long version is quoted by its beginning. */
export function invalidVersion(kind: string, version: string, reason: string): PlimsollError {
  const shown = version.length > SHOWN ? `${version.slice(0, SHOWN)}…` : version;
  return new PlimsollError('INVALID_VERSION', `${kind} version ${JSON.stringify(shown)} ${reason}`);
}
