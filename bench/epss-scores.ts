import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openStore, updateStore } from '@plimsoll/advisories';
import { type TestRecord, writeMirror } from '@plimsoll/advisories/testing';
import { saveEpssScores } from '@plimsoll/db';
import { createTestDatabase } from '@plimsoll/db/testing';

/**
 * What a day's change of every EPSS score costs: the advisory store with them, then the database in which every CVE is stored. Scores are
 * generated, most near 0 and few high, and on each day half of them differ. Usage: node bench/epss-scores.ts [scores]
 */
const SIZE = Number(process.argv[2] ?? 300_000);
const ECOSYSTEMS = ['npm', 'PyPI', 'Go', 'Maven', 'NuGet', 'RubyGems'];

const dir = await mkdtemp(join(tmpdir(), 'plimsoll-bench-'));
const database = await createTestDatabase();
try {
  const [mirror, store, epss] = [join(dir, 'mirror'), join(dir, 'store'), join(dir, 'scores.csv.gz')];
  await writeMirror(
    mirror,
    Array.from({ length: SIZE }, (_, index) => recordOf(index)),
  );
  await timed('store without scores', () => updateStore({ dir: store, mirror }));
  await storeAll();
  for (const day of [1, 2, 3]) {
    await writeFile(epss, gzipSync(scoresOf(day)));
    const { changed } = await timed(`store, scores of day ${day}`, () => updateStore({ dir: store, mirror, epss }));
    const advisories = openStore(store);
    const save = (): Promise<number> => saveEpssScores(database.db, (name) => advisories.epss(name), `2026-09-0${day}`);
    const rows = await timed('database', save);
    await timed('database, the same again', save);
    await advisories.close();
    console.log(`  ${changed.packages.length} packages and ${changed.vulnerabilities.length} texts changed, ${rows} rows were written`);
  }
} finally {
  await database.close();
  await rm(dir, { recursive: true });
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  console.log(`${what.padEnd(30)} ${String(Math.round(performance.now() - started)).padStart(7)} ms`);
  return result;
}

function cveOf(index: number): string {
  return `CVE-${2010 + (index % 17)}-${100_000 + index}`;
}

function recordOf(index: number): TestRecord {
  const ranges = [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.0.0' }] }];
  const ecosystem = ECOSYSTEMS[index % ECOSYSTEMS.length]!;
  return { id: `GHSA-${index}`, aliases: [cveOf(index)], affected: [{ package: { ecosystem, name: `p${index % 50_000}` }, ranges }] };
}

function scoresOf(day: number): string {
  const lines = Array.from({ length: SIZE }, (_, index) => {
    const percentile = ((index * 7919 + day) % SIZE) / SIZE;
    return `${cveOf(index)},${(percentile ** 8).toFixed(5)},${percentile.toFixed(5)}`;
  });
  return `#model_version:v1,score_date:2026-09-0${day}T00:00:00Z\ncve,epss,percentile\n${lines.join('\n')}\n`;
}

/** Rows as wide as real ones. */
async function storeAll(): Promise<void> {
  await database.db.query(
    `insert into vulnerability (name, severity, risk, cvss_score, summary, details, refs)
     select name, 4, 6000, 7.5, repeat('s', 90), repeat(md5(name), 60),
            (select jsonb_agg(jsonb_build_object('type', 'WEB', 'url', 'https://example.test/' || md5(name || k))) from generate_series(1, 8) k)
     from unnest($1::text[]) as n (name)`,
    [Array.from({ length: SIZE }, (_, index) => cveOf(index))],
  );
  await database.db.query('analyze vulnerability');
}
