import type { VersionScheme } from './scheme.ts';
import { compareNumberLists } from './text/number-list.ts';

/** Haskell packages: numbers between dots. */
export const hackage: VersionScheme = {
  id: 'hackage',
  ecosystems: ['GHC', 'Hackage'],
  urls: ['https://pvp.haskell.org/'],
  compare: compareHackage,
};

/**
 * Orders two Hackage versions number by number.
 *
 * @returns negative if `a` sorts first (`1.0 < 1.0.0`), 0 if they are equal, positive if `b` sorts first
 * @throws PlimsollError INVALID_VERSION if a text is anything but numbers between dots
 * @see https://hackage.haskell.org/package/Cabal-syntax/docs/Distribution-Types-Version.html
 */
export function compareHackage(a: string, b: string): number {
  return compareNumberLists(a, b, 'Hackage', '.');
}
