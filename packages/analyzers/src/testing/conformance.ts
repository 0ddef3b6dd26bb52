import { readdirSync, readFileSync, statSync } from 'node:fs';
import { parseTxtar } from '@plimsoll/testkit';
import { describe, expect, it } from 'vitest';
import type { Analysis, Analyzer, RandomAccessFile } from '../analyzer.ts';

interface Golden {
  readonly title: string;
  /** Where the file lies in an image. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly want: unknown;
}

const NOISE = Uint8Array.from({ length: 4096 }, (_, i) => (i * 97 + 13) % 251);
const MAX_MS = 2000;

/**
 * The tests that every analyzer passes. Goldens of the analyzer `os/<name>` lie in `testdata/<name>/`, and are
 * - `*.txtar`: one file under its path in the image, then `want.json`, the Analysis it must give;
 * - or a folder for binary files: `<case>/var/lib/rpm/Packages` (the path in the image), `<case>/want.json`, and `<case>/README.md`
 *   that says how the file was made.
 */
export function describeAnalyzer(analyzer: Analyzer): void {
  const goldens = goldensOf(new URL(`../testdata/${analyzer.id.split('/')[1]}/`, import.meta.url));

  describe(`${analyzer.id} conformance`, () => {
    it.each(goldens)('reads $title', ({ path, bytes, want }) => {
      expect(analyzer.matches(path)).toBe(true);
      expect(accepts(analyzer, bytes)).toBe(true);
      expect(analyze(analyzer, path, bytes)).toEqual(want);
    });

    it.each(goldens)('survives $title truncated and damaged', ({ path, bytes }) => {
      for (const damaged of [...truncationsOf(bytes), ...damagesOf(bytes)]) {
        const start = performance.now();

        const { packages } = analyze(analyzer, path, damaged);

        expect(packages.every(({ name }) => name !== '')).toBe(true);
        expect(performance.now() - start).toBeLessThan(MAX_MS);
      }
    });

    it('finds no package in an empty file', () => {
      expect(analyze(analyzer, goldens[0]?.path ?? 'empty', new Uint8Array()).packages).toEqual([]);
    });

    it('reports noise, or tells by its first bytes that it is not its file', () => {
      const { packages, problems } = analyze(analyzer, goldens[0]?.path ?? 'noise', NOISE);

      expect(packages).toEqual([]);
      expect(!accepts(analyzer, NOISE) || problems.length > 0).toBe(true);
    });
  });
}

function accepts(analyzer: Analyzer, bytes: Uint8Array): boolean {
  return !('open' in analyzer) || analyzer.sniff === undefined || analyzer.sniff(bytes.subarray(0, 64));
}

/** Runs either kind of analyzer over bytes in memory. */
export function analyze(analyzer: Analyzer, path: string, bytes: Uint8Array): Analysis {
  return 'open' in analyzer ? analyzer.open(inMemory(path, bytes)) : analyzer.analyze({ path, bytes });
}

/** Bytes as the file that a random-access analyzer opens. */
export function inMemory(path: string, bytes: Uint8Array): RandomAccessFile {
  return { path, sizeBytes: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) };
}

function goldensOf(folder: URL): Golden[] {
  return readdirSync(folder, { withFileTypes: true }).map((entry) =>
    entry.isDirectory()
      ? goldenFolder(entry.name, new URL(`${entry.name}/`, folder))
      : goldenArchive(entry.name, new URL(entry.name, folder)),
  );
}

function goldenArchive(title: string, url: URL): Golden {
  const [file, want, ...rest] = parseTxtar(readFileSync(url, 'utf8'));
  if (file === undefined || want?.[0] !== 'want.json' || rest.length > 0) throw new Error(`${title} is not one file and then want.json`);
  return { title, path: file[0], bytes: new TextEncoder().encode(file[1]), want: JSON.parse(want[1]) };
}

function goldenFolder(title: string, url: URL): Golden {
  const inputs = readdirSync(url, { recursive: true, encoding: 'utf8' })
    .filter((name) => name !== 'want.json' && name !== 'README.md')
    .filter((name) => statSync(new URL(name, url)).isFile());
  if (inputs[0] === undefined || inputs.length > 1) throw new Error(`${title} holds ${inputs.length} input files, not one`);
  readFileSync(new URL('README.md', url));
  const want: unknown = JSON.parse(readFileSync(new URL('want.json', url), 'utf8'));
  return { title, path: inputs[0], bytes: readFileSync(new URL(inputs[0], url)), want };
}

function truncationsOf(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: 20 }, (_, i) => bytes.subarray(0, Math.floor((bytes.length * i) / 20)));
}

/** The same damage in every run: a few bytes replaced, at places and by values that a small generator chooses. */
function damagesOf(bytes: Uint8Array): Uint8Array[] {
  let state = 1;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff;
    return (state >>> 8) % below;
  };
  return Array.from({ length: 60 }, () => {
    const damaged = Uint8Array.from(bytes);
    for (let i = 0; i < 8 && damaged.length > 0; i++) damaged[next(damaged.length)] = [0x00, 0xff, 0x0a, 0x7f][next(4)] ?? next(256);
    return damaged;
  });
}
