/** Shorter values are not shown at all: of a short secret even a part is too much. */
const SHOWN_FROM = 16;
const MIN_PARTLY_SHOWN = 8;

/** Enough of a secret to recognise it by: the first four and the last two characters at most. Control characters are left out. */
export function redact(secret: string): string {
  const text = secret.slice(0, 1000).replace(/[^\x20-\x7e]/g, '');
  if (text.length < MIN_PARTLY_SHOWN) return '****';
  if (text.length < SHOWN_FROM) return `${text.slice(0, 2)}****`;
  return `${text.slice(0, 4)}****${text.slice(-2)}`;
}
