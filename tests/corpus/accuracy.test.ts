import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '@plimsoll/cli';
import type { InventoryDocument, ScanDocument } from '@plimsoll/reports';
import { PackageURL } from 'packageurl-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { corpusFolder } from './layout-files.ts';

/** A row of `expected/findings`: the corpus's README says how they were made. */
interface ExpectedFinding {
  readonly ecosystem: string;
  readonly name: string;
  readonly version: string;
  readonly ids: readonly string[];
  readonly aliases: readonly string[];
  readonly fixed: readonly string[];
  readonly notLinked?: boolean;
  readonly informational?: boolean;
  readonly unknown?: boolean;
}

interface Score {
  readonly image: string;
  readonly right: number;
  readonly wrong: readonly string[];
  readonly missed: readonly string[];
}

/** Test data inside other packages, which some tools take for packages (see the README of the expected results). */
const FIXTURES = ['pkg:npm/nestedtest@1.0.0'];

const corpus = corpusFolder();
const scores: Score[] = [];
const folder = mkdtempSync(join(tmpdir(), 'plimsoll-accuracy-'));

describe.skipIf(corpus === undefined)('accuracy against labelled images', () => {
  const images = corpus === undefined ? [] : readdirSync(join(corpus, 'expected', 'findings')).map((file) => file.replace(/\.json$/, ''));

  beforeAll(async () => {
    const { status } = await plimsoll('db', 'update', '--mirror', join(corpus!, 'corpus', 'osv'), '--db', join(folder, 'db'));
    if (status !== 0) throw new Error(`the advisories could not be read: exit status ${status}`);
  });

  afterAll(() => {
    process.stdout.write(`${report(scores)}\n`);
    rmSync(folder, { recursive: true });
  });

  it.each(images)('%s: findings', async (image) => {
    const scan = await scanOf(image);

    const score = scoreOf(image, scan, read<ExpectedFinding>('findings', image));
    scores.push(score);

    expect(f1([score])).toBeGreaterThanOrEqual(0.95);
    for (const { evidence, layer } of scan.findings) {
      expect(evidence.length).toBeGreaterThan(0);
      expect(layer.digest).toMatch(/^sha256:/);
    }
  });

  it.each(images)('%s: fixed versions', async (image) => {
    const scan = await scanOf(image);
    const rows = read<ExpectedFinding>('findings', image).filter(isOpen);

    const differences = rows.flatMap((row) => {
      const same = scan.findings.filter((finding) => isSame(finding, row));
      if (same.length === 0) return []; // a miss: the score above counts it
      const fixed = new Set(same.flatMap(({ fixedVersions }) => fixedVersions.map(plain)));
      return row.fixed.every((version) => fixed.has(plain(version)))
        ? []
        : [`${row.name} ${row.ids.join()}: ${row.fixed.join()} but ${[...fixed].join()}`];
    });

    expect(differences).toEqual([]);
  });

  it.each(images)('%s: packages', async (image) => {
    const { stdout } = await plimsoll('inventory', target(image), '--format', 'json');
    const { packages } = JSON.parse(stdout) as InventoryDocument;

    const ours = new Set(packages.map(({ purl }) => bare(purl)));
    const theirs = new Set(
      read<{ purl: string; by?: string[] }>('packages', image)
        .filter(({ by }) => by === undefined || by.length > 1)
        .map(({ purl }) => bare(purl)),
    );

    expect([...theirs].filter((purl) => !ours.has(purl) && !FIXTURES.includes(purl))).toEqual([]);
  });

  it('holds over all images together', () => {
    expect(scores).toHaveLength(images.length);
    expect(f1(scores.filter(({ image }) => !image.startsWith('distro-')))).toBeGreaterThanOrEqual(0.97);
  });
});

const scans = new Map<string, Promise<ScanDocument>>();

function scanOf(image: string): Promise<ScanDocument> {
  const known =
    scans.get(image) ??
    plimsoll('scan', target(image), '--db', join(folder, 'db'), '--format', 'json').then(
      ({ stdout }) => JSON.parse(stdout) as ScanDocument,
    );
  scans.set(image, known);
  return known;
}

function target(image: string): string {
  const layout = image.startsWith('distro-') ? 'images-distros' : 'images';
  return `oci:${join(corpus!, layout)}:${image}`;
}

async function plimsoll(...args: string[]): Promise<{ status: number; stdout: string }> {
  let stdout = '';
  const streams = { stdout: { write: (text: string) => (stdout += text) }, stderr: { write: () => undefined } };
  const status = await run(args, { PLIMSOLL_CACHE_DIR: join(folder, 'cache') }, streams);
  return { status, stdout };
}

function read<T>(kind: 'findings' | 'packages', image: string): T[] {
  const file = join(corpus!, 'expected', kind, `${image}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T[]) : [];
}

function isOpen({ notLinked, informational, unknown }: ExpectedFinding): boolean {
  return notLinked !== true && informational !== true && unknown !== true;
}

/** A row may be one advisory of several CVEs, and our finding one of them: sharing a name is enough. */
function isSame({ id, aliases, purl }: ScanDocument['findings'][number], row: ExpectedFinding): boolean {
  const { namespace, name, version, qualifiers } = PackageURL.fromString(purl);
  const names = [name, `${namespace}/${name}`, `${namespace}:${name}`];
  const versions = [version, `${qualifiers?.['epoch'] ?? '0'}:${version}`];
  const ours = new Set([id, ...aliases]);
  return names.includes(row.name) && versions.includes(row.version) && [...row.ids, ...row.aliases].some((other) => ours.has(other));
}

function scoreOf(image: string, { findings }: ScanDocument, rows: readonly ExpectedFinding[]): Score {
  const open = rows.filter(isOpen);
  const wrong = findings.filter((finding) => !open.some((row) => isSame(finding, row))).map(({ purl, id }) => `${purl} ${id}`);
  const missed = open
    .filter((row) => !findings.some((finding) => isSame(finding, row)))
    .map(({ name, version, ids }) => `${name} ${version} ${ids.join()}`);
  return { image, right: open.length - missed.length, wrong, missed };
}

function f1(list: readonly Score[]): number {
  const { precision, recall } = rates(list);
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

/** An image in which nothing is wrong and nothing was found is right. */
function rates(list: readonly Score[]): { precision: number; recall: number } {
  const right = sum(list, ({ right: count }) => count);
  const share = (other: number): number => (right + other === 0 ? 1 : right / (right + other));
  return { precision: share(sum(list, ({ wrong }) => wrong.length)), recall: share(sum(list, ({ missed }) => missed.length)) };
}

function sum(list: readonly Score[], value: (score: Score) => number): number {
  return list.reduce((total, score) => total + value(score), 0);
}

function report(list: readonly Score[]): string {
  const line = (name: string, part: readonly Score[]): string => {
    const { precision, recall } = rates(part);
    return `${name.padEnd(28)} ${[precision, recall, f1(part)].map((value) => value.toFixed(4)).join('  ')}  right ${sum(part, ({ right }) => right)}`;
  };
  const differences = list.flatMap(({ image, wrong, missed }) => [
    ...wrong.map((text) => `  ${image}: wrong  ${text}`),
    ...missed.map((text) => `  ${image}: missed ${text}`),
  ]);
  const main = list.filter(({ image }) => !image.startsWith('distro-'));
  return [
    'image                        precision recall  F1',
    ...list.map((score) => line(score.image, [score])),
    line('eleven images together', main),
    ...differences,
  ].join('\n');
}

/** Versions with and without `v`, purls without qualifiers. */
function plain(version: string): string {
  return version.replace(/^v/, '');
}

function bare(purl: string): string {
  return decodeURIComponent(purl.split('?')[0]!);
}
