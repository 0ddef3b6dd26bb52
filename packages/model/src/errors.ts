/**
 * Stable, documented identities of everything that can go wrong. Clients switch on these; `docs/problems.md` explains each.
 * A new failure is a new code here, never a new class.
 */
export const ERROR_CODES = [
  // versions
  'INVALID_VERSION',
  // image
  'INVALID_REFERENCE',
  'INVALID_DIGEST',
  'INVALID_MANIFEST',
  'UNSUPPORTED_MEDIA_TYPE',
  'NOT_AN_IMAGE',
  'PLATFORM_NOT_FOUND',
  'IMAGE_NOT_FOUND',
  'BLOB_NOT_FOUND',
  'DIGEST_MISMATCH',
  'SIZE_MISMATCH',
  'TRUNCATED',
  'CORRUPT_ARCHIVE',
  'UNSAFE_PATH',
  'LIMIT_EXCEEDED',
  'LAYER_NOT_STORED',
  'MALFORMED_PROVENANCE',
  // analyzers
  'MALFORMED_RECORD',
  'MALFORMED_FILE',
  'UNSUPPORTED_FORMAT',
  'UNKNOWN_PACKAGE_NAME',
  'BYTES_NOT_SEEN',
  // matching
  'UNKNOWN_DISTRIBUTION',
  'NO_ADVISORIES_FOR_RELEASE',
  'NO_PACKAGES_FOUND',
  'END_OF_LIFE_RELEASE',
  'MALFORMED_ADVISORY',
  // advisory store
  'STORE_NOT_FOUND',
  'STORE_INVALID',
  'FEED_UNAVAILABLE',
  'FEED_INVALID',
  // ECR
  'CREDENTIALS_INVALID',
  'CREDENTIALS_EXPIRED',
  'CREDENTIALS_MISSING',
  'ASSUME_ROLE_DENIED',
  'CLOCK_SKEW',
  'REGION_INVALID',
  'REGION_DISABLED',
  'PERMISSION_DENIED',
  'ENDPOINT_UNREACHABLE',
  'ENDPOINT_NOT_ALLOWED',
  'LAYER_HOST_BLOCKED',
  'THROTTLED',
  'REPOSITORY_NOT_FOUND',
  'REGISTRY_ERROR',
  // product
  'INVALID_INPUT',
  'NOT_FOUND',
  'CONFLICT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'DATABASE_UNAVAILABLE',
  'SECRET_KEY_INVALID',
  'CANCELLED',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** What could not be read, parsed or compared. Kept with the result and shown: a scan that hid it would look clean. */
export interface Problem {
  readonly code: ErrorCode;
  /** Names the thing, quotes the input, says where. */
  readonly message: string;
  /** Path in the image, without a leading slash, if the problem lies in one file. */
  readonly path?: string;
}

/** The one error class of the domain packages. HTTP status and exit code are chosen by the apps, from `code`. */
export class PlimsollError extends Error {
  override readonly name = 'PlimsollError';
  readonly code: ErrorCode;
  /** What the reader can do about it, if anything. */
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, options: { hint?: string | undefined; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
  }
}

/** The error as a Problem of the thing at `path`; a bug (anything but a PlimsollError) is rethrown. */
export function toProblem(error: unknown, path?: string): Problem {
  if (!(error instanceof PlimsollError)) throw error;
  return { code: error.code, message: error.message, ...(path === undefined ? {} : { path }) };
}
