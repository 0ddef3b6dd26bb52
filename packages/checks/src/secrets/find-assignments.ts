import { isReference, isSampleValue } from './sample-value.ts';
import { isSecretName } from './secret-name.ts';

/** Something is assigned to a name that should hold a secret. */
export interface SecretAssignment {
  readonly name: string;
  readonly value: string;
  /** A sample on its face: `changeme`. It protects nothing, but it is no secret that leaked either. */
  readonly isSample: boolean;
}

const MIN_VALUE = 4;
const MAX_LINE = 2000;
const NAME_CHARACTER = /[\w.-]/;

/** `NAME=value` or `name: value`, quoted or not; undefined if it assigns no secret. */
export function parseAssignment(text: string): SecretAssignment | undefined {
  const line = text.slice(0, MAX_LINE).trim();
  const separator = separatorOf(line);
  if (separator === undefined) return undefined;
  const name = nameBefore(line, separator);
  return name === '' ? undefined : toAssignment(name, line.slice(separator + 1));
}

/** The same for a name and a value that somebody else has told apart; undefined if it is no secret, or only says where one is. */
export function toAssignment(name: string, written: string): SecretAssignment | undefined {
  if (!isSecretName(name)) return undefined;
  const value = unquote(written);
  if (value.length < MIN_VALUE || isReference(value)) return undefined;
  return { name, value, isSample: isSampleValue(value) };
}

/** The first `=`, or the first `:` with nothing but the name before it. */
function separatorOf(line: string): number | undefined {
  for (let at = 0; at < line.length; at++) {
    const character = line[at]!;
    if (character === '=' || character === ':') return at;
    if (!NAME_CHARACTER.test(character) && character !== ' ' && character !== '"' && character !== "'") return undefined;
  }
  return undefined;
}

/** `export DB_PASSWORD`, `"password"`: the last word before the separator. */
function nameBefore(line: string, separator: number): string {
  const before = line.slice(0, separator).replace(/["']/g, '').trim();
  return before.slice(before.lastIndexOf(' ') + 1);
}

/** A quoted value ends with its quote, a bare one with a comment. */
function unquote(written: string): string {
  const text = written.trim().replace(/[,;]$/, '');
  const quote = text[0];
  if (quote === '"' || quote === "'" || quote === '`') {
    const end = text.indexOf(quote, 1);
    return text.slice(1, end === -1 ? undefined : end);
  }
  const comment = text.indexOf(' #');
  return (comment === -1 ? text : text.slice(0, comment)).trim();
}
