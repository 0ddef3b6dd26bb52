import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PlimsollError } from '@plimsoll/model';
import {
  compareApk,
  compareComposer,
  compareCran,
  compareDeb,
  compareHackage,
  compareMaven,
  compareNuget,
  comparePep440,
  comparePub,
  compareRpm,
  compareRubygems,
  compareSemver,
} from '@plimsoll/versions';
import { describe, expect, it } from 'vitest';

const FOLDER = resolve(import.meta.dirname, '../..', process.env['PLIMSOLL_CORPUS_DIR'] ?? '../shared', 'vectors/versions');

/** Lines that we order otherwise, or refuse, and why. The count keeps a new deviation from hiding behind an old reason. */
interface Oddity {
  readonly reason: string;
  /** The lines that it explains; absent: those of which we refuse a version. */
  readonly lines?: RegExp;
  readonly count: number;
}

interface Vectors {
  readonly file: string;
  readonly compare: (a: string, b: string) => number;
  readonly oddities?: readonly Oddity[];
}

const BRANCH = { reason: 'a branch has no place in the order', lines: /dev-foo/, count: 2 };
const HASH_SIGN = { reason: "Composer refuses PHP's literal #", lines: /#/, count: 6 };
const LEGACY = "packaging refuses setuptools' old versions";
const MAVEN = 'as Maven ordered until 3.8; since 3.9 .RC8 is -RC8, and the zeros before it do not count';
const MISSING_ZEROS = 'PHP alone holds 1.0 below 1.0.0; Composer fills up to four numbers first';

const SIGNS: Readonly<Record<string, number>> = { '<': -1, '=': 0, '==': 0, '>': 1 };

const VECTORS: readonly Vectors[] = [
  {
    file: 'alpine-versions.txt',
    compare: compareApk,
    oddities: [
      { reason: 'apk refuses a version that does not begin with a digit', lines: /^\.\d|> \.1$|^[abc] /, count: 6 },
      { reason: 'apk calls the rest invalid; we go on number by number', lines: /-ruff|^1-r0-1 = /, count: 6 },
    ],
  },
  { file: 'alpine-versions-generated.txt', compare: compareApk },
  { file: 'claircore-maven.txt', compare: compareMaven, oddities: [{ reason: MAVEN, lines: /^2\.0\.a < 2\.0\.0\.a$/, count: 1 }] },
  {
    file: 'claircore-rpm-compare.txt',
    compare: compareRpm,
    oddities: [{ reason: 'a name is no part of a version', lines: /fonts-filesystem-0:|^a-1-1 +> 1-1$/, count: 2 }],
  },
  { file: 'claircore-rpm-rpmvercmp.txt', compare: compareRpm },
  { file: 'cran-versions.txt', compare: compareCran },
  { file: 'cran-versions-generated.txt', compare: compareCran },
  { file: 'debian-versions.txt', compare: compareDeb },
  { file: 'debian-versions-generated.txt', compare: compareDeb },
  { file: 'hackage-versions.txt', compare: compareHackage },
  {
    file: 'maven-versions.txt',
    compare: compareMaven,
    oddities: [{ reason: 'no Maven since 3.6 holds them equal', lines: /^1-1 = 1-ga-1$/, count: 1 }],
  },
  {
    file: 'maven-versions-generated.txt',
    compare: compareMaven,
    oddities: [{ reason: MAVEN, lines: /\.(?:RC|rc|sec|Beta|beta)\d/, count: 18 }],
  },
  { file: 'nuget-versions.txt', compare: compareNuget },
  { file: 'osv-packagist.txt', compare: compareComposer, oddities: [BRANCH, HASH_SIGN] },
  {
    file: 'packagist-versions.txt',
    compare: compareComposer,
    oddities: [BRANCH, HASH_SIGN, { reason: MISSING_ZEROS, lines: /^1\.0\.0 > 1\.0$/, count: 1 }],
  },
  {
    file: 'packagist-versions-generated.txt',
    compare: compareComposer,
    oddities: [
      { reason: MISSING_ZEROS, lines: /^v\d(?:\.\d|-beta4) < v\d\.\d(?:\.0)?-(?:alpha|beta)/, count: 6 },
      { reason: 'PHP alone knows ALPHA and BETA in lower case only; Composer lowers them first', lines: /-ALPHA/, count: 3 },
      { reason: 'PHP alone holds "stable" below beta; Composer drops it', lines: /-stable/, count: 1 },
      { reason: 'Composer refuses stabilities that it does not know', count: 15 },
    ],
  },
  { file: 'pub-versions.txt', compare: comparePub },
  { file: 'pypi-versions.txt', compare: comparePep440, oddities: [{ reason: LEGACY, count: 11 }] },
  { file: 'pypi-versions-generated.txt', compare: comparePep440, oddities: [{ reason: LEGACY, count: 69 }] },
  {
    file: 'redhat-versions.txt',
    compare: compareRpm,
    oddities: [{ reason: 'where one side has no release, releases are ignored', lines: /^1 < 1-/, count: 4 }],
  },
  { file: 'rubygems-versions.txt', compare: compareRubygems },
  { file: 'rubygems-versions-generated.txt', compare: compareRubygems },
  { file: 'semver-versions.txt', compare: compareSemver },
];

/** Splits a package name from its version, which is the analyzers' work: no order to check. */
const NOT_ORDERS = ['claircore-rpm-parse.txt'];

describe.skipIf(!existsSync(FOLDER))('version vectors', () => {
  it('uses every file', () => {
    const files = VECTORS.map(({ file }) => file);

    expect([...files, ...NOT_ORDERS].toSorted()).toEqual(readdirSync(FOLDER).toSorted());
  });

  for (const { file, compare, oddities = [] } of VECTORS) {
    const lines = linesOf(file);
    const expected = lines.length - oddities.reduce((sum, { count }) => sum + count, 0);

    it(`${file}: ${expected} of ${lines.length} comparisons, and ${lines.length - expected} known oddities`, () => {
      let right = 0;
      const unexplained: string[] = [];
      const counts = oddities.map(({ reason }) => ({ reason, count: 0 }));

      for (const line of lines) {
        const outcome = outcomeOf(line, compare);
        const oddity = oddities.findIndex((one) => (one.lines ? one.lines.test(line) : outcome === 'refused'));
        if (outcome === 'right') right++;
        else if (oddity === -1) unexplained.push(`${line}: ${outcome}`);
        else counts[oddity]!.count++;
      }

      expect(unexplained).toEqual([]);
      expect(counts).toEqual(oddities.map(({ reason, count }) => ({ reason, count })));
      expect(right).toBe(expected);
      expect(right).toBeGreaterThan(0);
    });
  }
});

function linesOf(file: string): string[] {
  const path = join(FOLDER, file);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#') && !line.startsWith('//'));
}

/** Whether both ways round come out as the line says. */
function outcomeOf(line: string, compare: (a: string, b: string) => number): 'right' | 'wrong' | 'refused' {
  const [a = '', sign = '', b = ''] = line.split(/\s+/);
  const expected = SIGNS[sign];
  if (expected === undefined) throw new Error(`no comparison: ${line}`);
  try {
    return Math.sign(compare(a, b)) === expected && Math.sign(compare(b, a)) === 0 - expected ? 'right' : 'wrong';
  } catch (error) {
    if (error instanceof PlimsollError && error.code === 'INVALID_VERSION') return 'refused';
    throw error;
  }
}
