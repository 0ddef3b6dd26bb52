import { readFileSync } from 'node:fs';
import { type Analysis, type Analyzer, analyzers } from '@plimsoll/analyzers';
import { purlOfPackage } from '@plimsoll/model';
import { describe, expect, it } from 'vitest';
import { corpusFolder, filesOfImage, imagesOf } from './layout-files.ts';

const folder = corpusFolder();
/** Lock files yield to installed trees, which all of these images have. */
const readers = analyzers.filter(({ id }) => id.startsWith('lang/') && id !== 'lang/npm-lock');
/** Fixtures inside packages, which other tools take for packages. */
const FIXTURES = new Set(['pkg:npm/bson', 'pkg:npm/nestedtest@1.0.0']);
const LOCAL = /^pkg:npm\/shop-web@|^pkg:cargo\/quote@/;

function analyze(analyzer: Analyzer, path: string, bytes: Uint8Array): Analysis[] {
  if (!('open' in analyzer)) return [analyzer.analyze({ path, bytes })];
  if (analyzer.sniff?.(bytes.subarray(0, 64)) === false) return [];
  return [analyzer.open({ path, sizeBytes: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) })];
}

function expectedPurls(image: string): string[] {
  const rows: { purl: string }[] = JSON.parse(readFileSync(`${folder}/expected/packages/${image}.json`, 'utf8'));
  return rows.map(({ purl }) => decodeURIComponent(purl)).filter((purl) => !purl.startsWith('pkg:deb/') && !FIXTURES.has(purl));
}

describe.skipIf(folder === undefined)('language packages of real images', () => {
  const layout = `${folder}/images`;

  it.each(folder === undefined ? [] : imagesOf(layout))('finds in %s what three other tools find together, and nothing else', (image) => {
    const files = filesOfImage(layout, image, (path) => readers.some((reader) => reader.matches(path)));
    const analyses = [...files].flatMap(([path, bytes]) =>
      readers.filter((reader) => reader.matches(path)).flatMap((reader) => analyze(reader, path, bytes)),
    );

    const packages = analyses.flatMap((analysis) => analysis.packages);
    const purls = new Set(packages.map((pkg) => decodeURIComponent(purlOfPackage(pkg))));
    const local = packages.filter((pkg) => pkg.local === true).map((pkg) => purlOfPackage(pkg));

    expect([...purls].toSorted()).toEqual(expectedPurls(image).toSorted());
    expect(local).toEqual(expectedPurls(image).filter((purl) => LOCAL.test(purl)));
    expect(analyses.flatMap(({ problems }) => problems)).toEqual([]);
  });
});
