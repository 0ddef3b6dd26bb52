export type JsonObject = Readonly<Record<string, unknown>>;

const MAX_BYTES = 64 * 1024 * 1024;

/** The value of a JSON text, with or without a byte order mark; undefined if it is malformed or larger than 64 MiB. */
export function parseJson(bytes: Uint8Array): unknown {
  if (bytes.length > MAX_BYTES) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** True for an object that is not an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list, in order; empty if the value is no list. */
export function jsonObjectsOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** The non-empty strings of a list, or of a string alone; empty for anything else. */
export function jsonStringsOf(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((item) => typeof item === 'string').filter((item) => item.trim() !== '');
}

/** The own property of an object, if it is a string; trimmed. Undefined if it is absent, empty or something else. */
export function jsonString(object: JsonObject, key: string): string | undefined {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
