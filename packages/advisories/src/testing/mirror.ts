import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AdvisoryStore, openStore } from '../store/open.ts';
import { updateStore } from '../update.ts';
import { zipOf } from './zip.ts';

/** As much of an OSV record as a test wants to state; `modified` is added if it is absent. */
export interface TestRecord {
  readonly id: string;
  readonly affected: readonly TestAffected[];
  readonly [field: string]: unknown;
}

export interface TestAffected {
  readonly package: { readonly ecosystem: string; readonly name: string };
  readonly [field: string]: unknown;
}

/** Writes records in the layout of the OSV bucket: `<ecosystem>/all.zip`, each record in the archives of all its ecosystems. */
export async function writeMirror(dir: string, records: readonly TestRecord[]): Promise<void> {
  const archives = new Map<string, Record<string, string>>();
  for (const record of records) {
    for (const { package: pkg } of record.affected) {
      const [ecosystem = ''] = pkg.ecosystem.split(':');
      const archive = archives.get(ecosystem) ?? {};
      archive[`${record.id}.json`] = JSON.stringify({ modified: '2026-01-01T00:00:00Z', ...record });
      archives.set(ecosystem, archive);
    }
  }
  for (const [ecosystem, files] of archives) {
    await mkdir(join(dir, ecosystem), { recursive: true });
    await writeFile(join(dir, ecosystem, 'all.zip'), zipOf(files));
  }
}

/** Writes a file of EPSS scores in the publisher's format: CVE -> probability and percentile. */
export async function writeEpssFile(
  path: string,
  scores: Readonly<Record<string, readonly [number, number]>>,
  date: string,
): Promise<void> {
  const lines = Object.entries(scores).map(([cve, [probability, percentile]]) => `${cve},${probability},${percentile}\n`);
  await writeFile(path, `#model_version:v2026.03.14,score_date:${date}T12:55:00Z\ncve,epss,percentile\n${lines.join('')}`);
}

/** A store of the records given, built in `dir`. Close it before the folder is removed. */
export async function storeOf(dir: string, records: readonly TestRecord[]): Promise<AdvisoryStore> {
  await writeMirror(join(dir, 'mirror'), records);
  await updateStore({ dir: join(dir, 'store'), mirror: join(dir, 'mirror') });
  return openStore(join(dir, 'store'));
}
