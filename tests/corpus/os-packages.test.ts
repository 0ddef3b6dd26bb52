import { readFileSync } from 'node:fs';
import { type Analysis, type Analyzer, analyzers } from '@plimsoll/analyzers';
import { type OperatingSystem, type Package, purlOfPackage } from '@plimsoll/model';
import { describe, expect, it } from 'vitest';
import { corpusFolder, filesOfImage, imagesOf } from './layout-files.ts';

interface ExpectedPackage {
  readonly purl: string;
  readonly epoch?: number | null;
  readonly source?: string;
  readonly module?: string | null;
}

const folder = corpusFolder();
const readers = analyzers.filter(({ id }) => id.startsWith('os/'));

function analyze(analyzer: Analyzer, path: string, bytes: Uint8Array): Analysis {
  if (!('open' in analyzer)) return analyzer.analyze({ path, bytes });
  return analyzer.open({ path, sizeBytes: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) });
}

interface Contents {
  readonly os: OperatingSystem | undefined;
  readonly packages: readonly Package[];
  readonly problems: readonly unknown[];
  readonly owned: ReadonlySet<string>;
}

function readImage(layout: string, image: string): Contents {
  const files = filesOfImage(layout, image, (path) => readers.some((reader) => reader.matches(path)));
  const analyses = [...files].flatMap(([path, bytes]) =>
    readers.filter((reader) => reader.matches(path)).map((reader) => analyze(reader, path, bytes)),
  );
  return {
    os: analyses.find(({ os }) => os !== undefined)?.os,
    packages: analyses.flatMap(({ packages }) => packages),
    problems: analyses.flatMap(({ problems }) => problems),
    owned: new Set(analyses.flatMap(({ ownership = [] }) => ownership.flatMap(({ paths }) => paths))),
  };
}

function expectedOf(image: string): ExpectedPackage[] {
  const rows: ExpectedPackage[] = JSON.parse(readFileSync(`${folder}/expected/packages/${image}.json`, 'utf8'));
  return rows.filter(({ purl }) => /^pkg:(deb|apk|rpm)\//.test(purl));
}

function bare(purl: string): string {
  return decodeURIComponent(purl.split('?', 1)[0] ?? purl);
}

describe.skipIf(folder === undefined)('operating-system packages of the corpus', () => {
  it.each(folder === undefined ? [] : imagesOf(`${folder}/images`))('%s has the deb packages that three other tools agree on', (image) => {
    const { os, packages, problems } = readImage(`${folder}/images`, image);

    expect(problems).toEqual([]);
    expect(packages.map((pkg) => bare(purlOfPackage(pkg, os))).toSorted()).toEqual(
      expectedOf(image)
        .map(({ purl }) => bare(purl))
        .toSorted(),
    );
  });

  it.each(folder === undefined ? [] : imagesOf(`${folder}/images-distros`))('%s has the packages it was made of', (image) => {
    const { os, packages, problems } = readImage(`${folder}/images-distros`, image);
    const want = expectedOf(image).map(({ purl, epoch = null, source = '', module = null }) => ({
      purl: bare(purl),
      epoch: epoch === null ? '' : `${epoch}`,
      source: source.replace(/-[^-]+-[^-]+\.src\.rpm$/, ''),
      module: module ?? '',
    }));
    const got = packages.map((pkg) => ({
      purl: bare(purlOfPackage(pkg, os)),
      epoch: pkg.version.includes(':') ? pkg.version.slice(0, pkg.version.indexOf(':')) : '',
      source: pkg.source?.name ?? '',
      module: pkg.module ?? '',
    }));

    expect(problems).toEqual([]);
    expect(got.toSorted(byPurl)).toEqual(want.toSorted(byPurl));
  });

  it('finds the files of Python packages that AlmaLinux installed', () => {
    const { owned } = readImage(`${folder}/images-distros`, 'distro-alma.9');

    expect([...owned].filter((path) => path.endsWith('.dist-info/METADATA'))).toHaveLength(2);
  });

  it('knows what dpkg installed', () => {
    const { owned } = readImage(`${folder}/images`, 'platform-debian.12-20260711');

    expect(owned.has('bin/bash') || owned.has('usr/bin/bash')).toBe(true);
  });
});

function byPurl(a: { purl: string }, b: { purl: string }): number {
  return a.purl < b.purl ? -1 : Number(a.purl > b.purl);
}
