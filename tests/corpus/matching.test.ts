import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type AdvisoryStore, openStore, updateStore } from '@plimsoll/advisories';
import { matchSubject, subjectOf } from '@plimsoll/matcher';
import type { Link, PackageType, Subject } from '@plimsoll/model';
import { PackageURL } from 'packageurl-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

const SHARED = resolve(import.meta.dirname, '../..', process.env['PLIMSOLL_CORPUS_DIR'] ?? '../shared');
const FINDINGS = join(SHARED, 'expected/findings');

const rows = z.array(
  z.object({
    ecosystem: z.string(),
    name: z.string(),
    version: z.string(),
    ids: z.array(z.string()),
    aliases: z.array(z.string()),
    fixed: z.array(z.string()),
    purl: z.string().optional(),
  }),
);
type Row = z.output<typeof rows>[number];

/** Rows that the record they name does not support: NSWG-ECO-391 ends at 0.9.4 and 1.0.0. */
const MISLABELLED = ['npm bl 2.2.1 NSWG-ECO-391'];

interface Score {
  truePositives: number;
  readonly missing: string[];
  readonly extra: string[];
  readonly otherFixes: string[];
}

/** The streams of the modular packages of an image, by package name. The findings do not repeat them. */
function modulesOf(file: string): ReadonlyMap<string, string> {
  const packages = z
    .array(z.object({ purl: z.string(), module: z.string().nullish() }))
    .parse(JSON.parse(readFileSync(join(SHARED, 'expected/packages', file), 'utf8')));
  return new Map(packages.map(({ purl, module }) => [nameOf(purl), (module ?? '').split(':').slice(0, 2).join(':')]));
}

function nameOf(purl: string): string {
  return decodeURIComponent(/\/([^/@]+)@/.exec(purl)?.[1] ?? '');
}

const LANGUAGES: readonly PackageType[] = ['npm', 'pypi', 'maven', 'golang', 'cargo', 'gem'];

function languageSubjects(file: string): readonly Subject[] {
  const packages = z.array(z.object({ purl: z.string() })).parse(JSON.parse(readFileSync(join(SHARED, 'expected/packages', file), 'utf8')));
  return packages.flatMap(({ purl }) => {
    const { type: text, namespace, name, version } = PackageURL.fromString(purl);
    const type = LANGUAGES.find((language) => language === text);
    if (type === undefined || !version) return [];
    const full = namespace ? `${namespace}${type === 'maven' ? ':' : '/'}${name}` : name;
    const answer = subjectOf({ type, name: full, version, licenses: [] }, undefined);
    return 'subject' in answer ? [answer.subject] : [];
  });
}

function readRows(file: string): readonly Row[] {
  return rows.parse(JSON.parse(readFileSync(join(FINDINGS, file), 'utf8')));
}

function toSubject({ ecosystem, name, version }: Row, module: string): Subject {
  const [base = '', release = ''] = ecosystem.split(':');
  const isSource = base === 'Debian' || base === 'Alpine' || base === 'Wolfi';
  return { ecosystem: base, release, name, version, arch: isSource ? 'source' : '', module };
}

/** A row is found if every record of it speaks, under each of its names, and with its fixes. */
function compare(file: string, store: AdvisoryStore): Score {
  const expected = readRows(file);
  const modules = modulesOf(file);
  const score: Score = { truePositives: 0, missing: [], extra: [], otherFixes: [] };
  for (const group of Map.groupBy(expected, ({ ecosystem, name, version }) => `${ecosystem} ${name} ${version}`).values()) {
    const [first] = group;
    if (first === undefined) continue;
    const { links, problems } = matchSubject(toSubject(first, modules.get(first.name) ?? ''), store);
    expect(problems.filter(({ code }) => code === 'INVALID_VERSION')).toEqual([]);
    const wanted = new Set(group.flatMap(({ ids }) => ids));
    for (const row of group) scoreRow(row, links, store, score);
    for (const link of links) {
      compareFixes(link, group, score);
      const unexpected = link.evidence.map(({ advisory }) => advisory).filter((id) => !wanted.has(id));
      if (unexpected.length > 0)
        score.extra.push(`${first.ecosystem} ${first.name} ${first.version}: ${link.vulnerability} by ${unexpected.join(', ')}`);
    }
  }
  return score;
}

function scoreRow(row: Row, links: readonly Link[], store: AdvisoryStore, score: Score): void {
  const spoken = links.filter((link) => link.evidence.some(({ advisory }) => row.ids.includes(advisory)));
  const ids = new Set(spoken.flatMap(({ evidence }) => evidence.map(({ advisory }) => advisory)));
  const names = new Set(spoken.flatMap(({ vulnerability }) => [vulnerability, ...(store.vulnerability(vulnerability)?.aliases ?? [])]));
  const lacking = [...row.ids.filter((id) => !ids.has(id)), ...row.aliases.filter((name) => !names.has(name) && !ids.has(name))];
  const label = `${row.ecosystem} ${row.name} ${row.version} ${row.ids.join(', ')}`;
  if (lacking.length > 0) {
    if (!MISLABELLED.includes(label)) score.missing.push(`${label}: without ${lacking.join(', ')}`);
    return;
  }
  score.truePositives++;
}

/** The fixes of a link are those of all rows whose records it joins. */
function compareFixes(link: Link, group: readonly Row[], score: Score): void {
  const records = new Set(link.evidence.map(({ advisory }) => advisory));
  const wanted = new Set(group.filter(({ ids }) => ids.some((id) => records.has(id))).flatMap(({ fixed }) => fixed));
  const fixed = new Set(link.fixedVersions.map((version) => (link.subject.ecosystem === 'Go' ? version.replace(/^v/, '') : version)));
  if (fixed.symmetricDifference(wanted).size === 0) return;
  score.otherFixes.push(
    `${link.subject.ecosystem} ${link.subject.name} ${link.vulnerability}: ${[...fixed].join(' ')} instead of ${[...wanted].join(' ')}`,
  );
}

function f1({ truePositives, missing, extra }: Score): number {
  return truePositives === 0 && missing.length === 0 && extra.length === 0
    ? 1
    : (2 * truePositives) / (2 * truePositives + missing.length + extra.length);
}

describe.skipIf(!existsSync(FINDINGS))('matching against the labelled findings', () => {
  let dir: string;
  let store: AdvisoryStore;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'plimsoll-matching-'));
    await updateStore({ dir, mirror: join(SHARED, 'corpus/osv') });
    store = openStore(dir);
  });

  afterAll(async () => {
    await store.close();
    await rm(dir, { recursive: true });
  });

  const files = existsSync(FINDINGS) ? readdirSync(FINDINGS) : [];

  it.each(files)('%s', (file) => {
    const score = compare(file, store);

    const report = [
      ...score.missing.map((text) => `missing ${text}`),
      ...score.extra.map((text) => `extra ${text}`),
      ...score.otherFixes.map((text) => `fixes ${text}`),
    ];
    process.stdout.write(
      `${file}: ${score.truePositives} found, ${score.missing.length} missing, ${score.extra.length} extra, F1 ${f1(score).toFixed(4)}\n${report.map((line) => `  ${line}\n`).join('')}`,
    );
    expect(report).toEqual([]);
  });

  it.each(files)('%s: language packages without findings', (file) => {
    const affected = new Set(readRows(file).map(({ name, version }) => `${name} ${version}`));

    for (const subject of languageSubjects(file)) {
      if (affected.has(`${subject.name} ${subject.version}`)) continue;
      expect(matchSubject(subject, store)).toEqual({ links: [], problems: [] });
    }
  });
});
