const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const EXACT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' });
const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const CALENDAR_DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const CALENDAR_DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const NUMBER = new Intl.NumberFormat('en-US');

/** `1,204` */
export function number(value: number): string {
  return NUMBER.format(value);
}

/** `1 image`, `1,204 images`; the plural is given where it is not the word + s. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}

/** `2 October 2026 at 14:12`, in the reader's time zone. */
export function exactTime(instant: string): string {
  return EXACT.format(new Date(instant));
}

/** `2 Oct 2026`, in the reader's time zone. */
export function date(instant: string): string {
  return DATE.format(new Date(instant));
}

/** `2 Oct` of this year, `2 Oct 2025` of another. */
export function shortDate(instant: string, now: number): string {
  const whole = date(instant);
  const year = ` ${new Date(now).getFullYear()}`;
  return whole.endsWith(year) ? whole.slice(0, -year.length) : whole;
}

/** `2 Oct 2026`: a day of the calendar (`2026-10-02`, or an instant in UTC), the same wherever it is read. */
export function calendarDate(day: string): string {
  return CALENDAR_DATE.format(new Date(day));
}

/** `2 Oct`, the same. */
export function calendarDay(day: string): string {
  return CALENDAR_DAY.format(new Date(day));
}

/** `just now`, `42 minutes ago`, `85 days ago`, `in 18 minutes`. */
export function relativeTime(instant: string, now: number): string {
  const difference = Date.parse(instant) - now;
  const distance = Math.abs(difference);
  if (distance < MINUTE) return difference > 0 ? 'in less than a minute' : 'just now';
  return difference > 0 ? `in ${span(distance)}` : `${span(distance)} ago`;
}

/** A length of time in its one telling unit: `42 minutes`, `3 hours`, `85 days`. Under a minute: `less than a minute`. */
export function span(milliseconds: number): string {
  if (milliseconds < MINUTE) return 'less than a minute';
  if (milliseconds < HOUR) return count(Math.floor(milliseconds / MINUTE), 'minute');
  if (milliseconds < 2 * DAY) return count(Math.floor(milliseconds / HOUR), 'hour');
  if (milliseconds < 730 * DAY) return count(Math.floor(milliseconds / DAY), 'day');
  return count(Math.floor(milliseconds / (365.25 * DAY)), 'year');
}

/** `41 minutes old`; `a moment old` under a minute. */
export function age(instant: string, now: number): string {
  const milliseconds = now - Date.parse(instant);
  return milliseconds < MINUTE ? 'a moment old' : `${span(milliseconds)} old`;
}

/** How often: `every hour`, `every 15 minutes`, `every day`. */
export function every(minutes: number): string {
  if (minutes % 1440 === 0) return minutes === 1440 ? 'every day' : `every ${minutes / 1440} days`;
  if (minutes % 60 === 0) return minutes === 60 ? 'every hour' : `every ${minutes / 60} hours`;
  return `every ${minutes} minutes`;
}

/** `11 MB`, `9.4 GB`: powers of 1,000, as registries count. */
export function bytes(size: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = size;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit > 0 && value < 9.95 ? value.toFixed(1) : value.toFixed(0)} ${units[unit] ?? 'B'}`;
}

/** `sha256:5b1f…c07e` */
export function shortDigest(digest: string): string {
  const colon = digest.indexOf(':');
  const hex = digest.slice(colon + 1);
  return hex.length <= 12 ? digest : `${digest.slice(0, colon + 1)}${hex.slice(0, 4)}…${hex.slice(-4)}`;
}

/** AWS account numbers in fours, as the console shows them: `4821-0093-7716`. */
export function account(id: string): string {
  return /^\d{12}$/.test(id) ? `${id.slice(0, 4)}-${id.slice(4, 8)}-${id.slice(8)}` : id;
}

/** `a`, `a and b`, `a, b and c`; empty for none. */
export function list(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** Numbers of a sentence: `One` to `Ten` in words, then digits. */
export function numberWord(value: number): string {
  return ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'][value] ?? number(value);
}

/** What a Dockerfile says, out of the history's `/bin/sh -c #(nop)` spelling. Empty history: `no instruction recorded`. */
export function instruction(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return 'no instruction recorded';
  const metadata = '/bin/sh -c #(nop)';
  if (trimmed.startsWith(metadata)) return trimmed.slice(metadata.length).trim();
  if (trimmed.startsWith('/bin/sh -c ')) return `RUN ${trimmed.slice('/bin/sh -c '.length).trim()}`;
  return trimmed.replace(/^RUN \/bin\/sh -c /, 'RUN ').replace(/ # buildkit$/, '');
}

/** With a capital: the start of a sentence or a label. */
export function sentence(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** A message of a program as a sentence for people: a capital at its start, a full stop at its end. Empty stays empty. */
export function asSentence(text: string): string {
  const trimmed = sentence(text.trim());
  return trimmed === '' || /[.!?:]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
