import { PlimsollError } from '@plimsoll/model';

/** A page of a list. `nextCursor` is absent on the last one; `total` counts all rows of the filter. */
export interface Page<T> {
  readonly rows: T[];
  readonly nextCursor?: string;
  readonly total: number;
}

/** Where a page begins, and how many rows it has at most. */
export interface PageRequest {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Cuts a page from rows that were read with `limit + 1`; the cursor is the key of its last row. */
export function toPage<Row, T>(
  found: readonly Row[],
  limit: number,
  total: number,
  { key, row }: { key: (row: Row) => readonly unknown[]; row: (row: Row) => T },
): Page<T> {
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return { rows: rows.map(row), total, ...(last === undefined ? {} : { nextCursor: encodeCursor(key(last)) }) };
}

function encodeCursor(key: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/**
 * The key that a cursor stands for.
 *
 * @param first the key before all others: what it returns without a cursor, and the types that a key has. A number is the id or rank of
 *   something, whole; where it begins with Infinity, any. Where a text begins with an infinity, it is an instant
 * @throws PlimsollError INVALID_INPUT if it is not a cursor of this list
 */
export function decodeCursor<const Key extends readonly (string | number)[]>(
  cursor: string | undefined,
  first: Key,
): readonly (string | number)[] {
  if (cursor === undefined) return first;
  const key = parse(cursor);
  const isSound = Array.isArray(key) && key.length === first.length && key.every((part, index) => isLike(first[index]!, part));
  if (!isSound)
    throw new PlimsollError('INVALID_INPUT', `${JSON.stringify(cursor.slice(0, 100))} is not a cursor of this list`, {
      hint: 'Use what the page before gave.',
    });
  return key as (string | number)[];
}

const MAX_INT = 2_147_483_647;

/** Whether the database can compare the part of a key with others of its kind. */
function isLike(first: string | number, part: unknown): boolean {
  if (typeof first === 'number')
    return typeof part === 'number' && (first === Infinity || (Number.isInteger(part) && Math.abs(part) <= MAX_INT));
  if (typeof part !== 'string') return false;
  return !/^-?infinity$/.test(first) || /^-?infinity$/.test(part) || isInstant(part);
}

/** As Postgres writes it, in text or in JSON. */
function isInstant(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,6})?\+00(?::00)?$/.test(text)) return false;
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text.slice(0, 10)); // 31 February would be a day of March
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** What people type into a search field, as an ILIKE pattern; null for nothing. */
export function toPattern(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
