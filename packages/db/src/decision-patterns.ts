import { PlimsollError } from '@plimsoll/model';

const MAX_LENGTH = 300;
/** Each wildcard lets LIKE try every position again. */
const MAX_WILDCARDS = 6;

/**
 * What people write, `team-*` or `shop/we?`, as the LIKE pattern that decisions are stored with: `*` is any text, slashes included, `?`
 * any one character, everything else stands for itself, upper and lower case told apart.
 *
 * @throws PlimsollError INVALID_INPUT if it is empty, longer than 300 characters, or has more than 6 wildcards
 */
export function globToLike(glob: string): string {
  if (glob === '') throw new PlimsollError('INVALID_INPUT', 'a pattern is empty', { hint: 'Leave it out to mean everything.' });
  if (glob.length > MAX_LENGTH)
    throw new PlimsollError('INVALID_INPUT', `the pattern ${JSON.stringify(glob.slice(0, 80))}… is longer than ${MAX_LENGTH} characters`);
  const simple = glob.replaceAll(/\*+/g, '*');
  if (simple.replaceAll(/[^*?]/g, '').length > MAX_WILDCARDS)
    throw new PlimsollError('INVALID_INPUT', `the pattern ${JSON.stringify(glob.slice(0, 80))} has more than ${MAX_WILDCARDS} wildcards`);
  return simple.replaceAll(/[\\%_*?]/g, (character) => (character === '*' ? '%' : character === '?' ? '_' : `\\${character}`));
}

/** The glob that a stored pattern came from; runs of `*` come back as one. */
export function likeToGlob(pattern: string): string {
  return pattern.replaceAll(/\\(.)|[%_]/gs, (found, escaped?: string) => escaped ?? (found === '%' ? '*' : '?'));
}
