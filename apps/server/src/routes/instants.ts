/** The same value with every `Date` as ISO 8601 text. */
export type Iso<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? Iso<Item>[]
    : T extends object
      ? { -readonly [Key in keyof T]: Iso<T[Key]> }
      : T;

/** What the database gives as `Date`, the API says as ISO 8601. Plain data only. */
export function iso<T>(value: T): Iso<T> {
  return convert(value) as Iso<T>;
}

function convert(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(convert);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, convert(member)]));
  return value;
}
