/** Of ids and ecosystems. A key holds an ecosystem, a name and an id; LMDB takes up to 1,978 bytes. */
export const MAX_ID_BYTES = 256;

/** Of package names. */
export const MAX_NAME_BYTES = 1024;

/** True for texts that can be part of a key: not empty, not too long, and without the characters that separate its parts. */
export function isStoreKey(text: string, maxBytes: number): boolean {
  return text !== '' && Buffer.byteLength(text) <= maxBytes && !/\p{Cc}/u.test(text);
}
