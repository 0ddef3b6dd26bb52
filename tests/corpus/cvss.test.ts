import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scoreCvss } from '../../packages/advisories/src/cvss/cvss.ts';

const FOLDER = resolve(import.meta.dirname, '../..', process.env['PLIMSOLL_CORPUS_DIR'] ?? '../shared', 'vectors/cvss');

/** The versions that each list is about: a valid vector of another version is an error there. */
const LISTS: readonly { readonly file: string; readonly versions: readonly string[] }[] = [
  { file: 'v2_error.list', versions: ['2.0'] },
  { file: 'v2_roundtrip.list', versions: ['2.0'] },
  { file: 'v2_score.list', versions: ['2.0'] },
  { file: 'v30_score.list', versions: ['3.0'] },
  { file: 'v31_score.list', versions: ['3.1'] },
  { file: 'v3_error.list', versions: ['3.0', '3.1'] },
  { file: 'v3_roundtrip.list', versions: ['3.0', '3.1'] },
  { file: 'v4_error.list', versions: ['4.0'] },
  { file: 'v4_roundtrip.list', versions: ['4.0'] },
  { file: 'v4_score.list', versions: ['4.0'] },
];

describe.skipIf(!existsSync(FOLDER))('CVSS vectors', () => {
  it('uses every file', () => {
    expect(LISTS.map(({ file }) => file).toSorted()).toEqual(readdirSync(FOLDER).toSorted());
  });

  for (const { file, versions } of LISTS) {
    const lines = linesOf(file);

    it(`${file}: ${lines.length} vectors`, () => {
      const wrong = lines.filter((line) => {
        const [vector = '', score] = (line.split('#')[0] ?? '').trim().split(/\s+/);
        const result = scoreCvss(vector);
        const isValid = result !== undefined && versions.includes(result.version);
        if (file.endsWith('_error.list')) return isValid !== line.endsWith('#OK');
        return !isValid || (score !== undefined && result.score !== Number(score));
      });

      expect(wrong).toEqual([]);
      expect(lines.length).toBeGreaterThan(0);
    });
  }
});

function linesOf(file: string): string[] {
  const path = join(FOLDER, file);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
