import type { Pair } from './oracle.ts';
import { randomNumbers } from './random-numbers.ts';

/**
 * The pairs to ask about, always the same for the same input: pairs of real versions, real versions with one piece put in or taken out
 * against the version itself, and random versions that share their beginning. Without blanks, without repetition.
 */
export function pairsOf(versions: readonly string[], pieces: readonly string[], count: number): Pair[] {
  const random = randomNumbers(7);
  const pick = (list: readonly string[]): string => list[random(list.length)] ?? '';
  const edited = (version: string): string => {
    const at = random(version.length + 1);
    return version.slice(0, at) + (random(4) === 0 ? '' : pick(pieces)) + version.slice(at + random(2));
  };
  const made = (): string => Array.from({ length: 1 + random(4) }, () => pick(pieces)).join('');
  const kinds: readonly (() => Pair)[] = [
    () => [pick(versions), pick(versions)],
    () => {
      const version = pick(versions);
      return [version, edited(version)];
    },
    () => {
      const version = edited(pick(versions));
      return [version, edited(version)];
    },
    () => {
      const start = `${random(3)}${made()}`;
      return [start + made(), start + made()];
    },
  ];
  const pairs = new Map<string, Pair>();
  for (let i = 0; pairs.size < count && i < count * 20; i++) {
    const pair = kinds[i % kinds.length]!();
    if (pair.every((version) => version !== '' && !/[\s#]/u.test(version)) && pair[0] !== pair[1]) pairs.set(pair.join(' '), pair);
  }
  return [...pairs.values()];
}
