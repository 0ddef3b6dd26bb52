import { existsSync, readFileSync } from 'node:fs';
import { PlimsollError } from '@plimsoll/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { VersionScheme } from '../scheme.ts';

const SIGNS: Readonly<Record<string, number>> = { '<': -1, '=': 0, '>': 1 };
const LONG = 500_000;

interface Options {
  /** What random versions are made of: numbers, words and separators that mean something in the scheme. */
  readonly pieces: readonly string[];
  /** Versions among which the order is total, if that is not all of them. */
  readonly isTotal?: (version: string) => boolean;
}

/**
 * The tests that every scheme has to pass: its lists (`testdata/<id>.list` by hand, `<id>-oracle.list` by the native tool), each line
 * both ways round, the laws of an order on random versions, and hostile lengths. A line is `A < B`, `A = B`, `A > B`, or `A ! B` where
 * the scheme must refuse one of the two.
 */
/** The same versions in every run: what a new draw would find is for `tools/oracles`, not for whoever changes something else. */
const RUNS = { numRuns: 500, seed: 20_261_124 };

export function describeScheme(scheme: VersionScheme, { pieces, isTotal = () => true }: Options): void {
  describe(`scheme ${scheme.id}`, () => {
    for (const file of [`${scheme.id}.list`, `${scheme.id}-oracle.list`].filter((name) => existsSync(fileOf(name)))) {
      it(`orders as ${file} says`, () => {
        const lines = linesOf(file);

        const wrong = lines.filter((line) => !holds(scheme, line));

        expect(lines.length).toBeGreaterThan(0);
        expect(wrong).toEqual([]);
      });
    }

    const piece = fc.constantFrom(...pieces);
    const listed = fc.constantFrom(...linesOf(`${scheme.id}.list`).flatMap(([a, , b]) => [a, b]));
    const version = fc
      .oneof(
        listed,
        fc.tuple(listed, piece).map((parts) => parts.join('')),
        fc.array(piece, { minLength: 1, maxLength: 7 }).map((parts) => `1${parts.join('')}`),
      )
      .filter((text) => isAccepted(scheme, text) && isTotal(text));

    it('is reflexive and antisymmetric', () => {
      fc.assert(
        fc.property(version, version, (a, b) => {
          expect(Math.sign(scheme.compare(a, a))).toBe(0);
          expect(Math.sign(scheme.compare(a, b))).toBe(0 - Math.sign(scheme.compare(b, a)));
        }),
        RUNS,
      );
    });

    it('is transitive', () => {
      fc.assert(
        fc.property(version, version, version, (a, b, c) => {
          const [low, middle, high] = [a, b, c].toSorted(scheme.compare) as [string, string, string];
          expect(scheme.compare(low, middle)).toBeLessThanOrEqual(0);
          expect(scheme.compare(middle, high)).toBeLessThanOrEqual(0);
          const isStrict = scheme.compare(low, middle) < 0 || scheme.compare(middle, high) < 0;
          expect(scheme.compare(low, high) < 0).toBe(isStrict);
        }),
        RUNS,
      );
    });

    it('refuses with INVALID_VERSION and nothing else', () => {
      fc.assert(
        fc.property(
          fc.oneof(
            fc.string({ unit: 'binary' }),
            fc.array(piece, { maxLength: 8 }).map((parts) => parts.join('')),
          ),
          (text) => {
            expect(typeof isAccepted(scheme, text)).toBe('boolean');
          },
        ),
        RUNS,
      );
      expect(() => scheme.compare('', '1')).toThrow(expect.objectContaining({ code: 'INVALID_VERSION' }));
    });

    // What is worse than linear in them takes hours: the time limit of the test finds it.
    it(`does not hang on ${LONG} signs`, () => {
      for (const unit of [...pieces, ' ', '0.', '1-', 'a1', '.a', '1.0-']) {
        const long = `1${unit.repeat(LONG / unit.length)}`;
        expect(typeof isAccepted(scheme, long, `${long}1`)).toBe('boolean');
      }
    });
  });
}

type Line = readonly [a: string, sign: string, b: string];

function linesOf(name: string): readonly Line[] {
  return readFileSync(fileOf(name), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(' ') as [string, string, string]);
}

function fileOf(name: string): URL {
  return new URL(`../testdata/${name}`, import.meta.url);
}

function holds(scheme: VersionScheme, [a, sign, b]: Line): boolean {
  if (sign === '!') return !isAccepted(scheme, a, b);
  const expected = SIGNS[sign];
  return (
    isAccepted(scheme, a, b) &&
    expected !== undefined &&
    Math.sign(scheme.compare(a, b)) === expected &&
    Math.sign(scheme.compare(b, a)) === 0 - expected &&
    scheme.compare(a, a) === 0 &&
    scheme.compare(b, b) === 0
  );
}

function isAccepted(scheme: VersionScheme, a: string, b: string = a): boolean {
  try {
    return Number.isFinite(scheme.compare(a, b));
  } catch (error) {
    if (error instanceof PlimsollError && error.code === 'INVALID_VERSION') return false;
    throw error;
  }
}
