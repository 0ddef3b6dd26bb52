import { PlimsollError } from './errors.ts';

/** A content digest in its OCI form: `sha256:` and 64 lower-case hex digits. */
export type Digest = string & { readonly __digest: unique symbol };

const SHA256 = /^sha256:[0-9a-f]{64}$/;

/**
 * Checks and brands a digest.
 *
 * @throws PlimsollError INVALID_DIGEST if it is not `sha256:` + 64 lower-case hex digits
 * @see https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests
 */
export function parseDigest(text: string): Digest {
  if (!isDigest(text)) throw new PlimsollError('INVALID_DIGEST', `${JSON.stringify(text.slice(0, 100))} is not a sha256 digest`);
  return text;
}

/** True for `sha256:` + 64 lower-case hex digits. */
export function isDigest(text: string): text is Digest {
  return SHA256.test(text);
}
