import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { zipSync } from 'fflate';
import { z } from 'zod';

const ROOM = resolve(import.meta.dirname, '..', '..');
const RECORDS = join(ROOM, 'advisories');
const CATALOGUE = join('kev', 'known_exploited_vulnerabilities.json');
const SCORES = join('epss', 'epss_scores-current.csv');
/** Zip stores local times without a zone; one that is the same everywhere keeps the archives the same. */
const ZIP_TIME = new Date(2026, 0, 1);

const Dated = z.object({ id: z.string(), modified: z.iso.datetime() });

/** Where a server finds the demo's advisories. */
export interface DemoMirror {
  /** A folder laid out like the OSV bucket. */
  readonly mirror: string;
  /** Path of the catalogue of exploited vulnerabilities. */
  readonly kev: string;
  /** Path of the EPSS scores. */
  readonly epss: string;
  readonly records: number;
}

/** Packs the demo's advisories below `folder` as the public bucket has them: `osv/<Ecosystem>/all.zip`, lists beside, `kev/` and
 * `epss/` next to it. */
export async function writeMirror(folder: string): Promise<DemoMirror> {
  const mirror = join(folder, 'osv');
  const ecosystems = (await readdir(RECORDS)).toSorted();
  let records = 0;
  for (const ecosystem of ecosystems) records += await packEcosystem(ecosystem, join(mirror, ecosystem));
  await writeFile(join(mirror, 'ecosystems.txt'), `${ecosystems.join('\n')}\n`);
  for (const file of [CATALOGUE, SCORES]) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await copyFile(join(ROOM, file), join(folder, file));
  }
  return { mirror, kev: join(folder, CATALOGUE), epss: join(folder, SCORES), records };
}

async function packEcosystem(ecosystem: string, target: string): Promise<number> {
  const names = (await readdir(join(RECORDS, ecosystem))).filter((name) => name.endsWith('.json')).toSorted();
  const files = await Promise.all(names.map(async (name) => [name, await readFile(join(RECORDS, ecosystem, name))] as const));
  const dated = files.map(([, bytes]) => Dated.parse(JSON.parse(bytes.toString('utf8'))));
  const newestFirst = dated.toSorted((a, b) => (a.modified === b.modified ? 0 : a.modified < b.modified ? 1 : -1));
  await mkdir(target, { recursive: true });
  await writeFile(join(target, 'all.zip'), zipSync(Object.fromEntries(files), { mtime: ZIP_TIME }));
  await writeFile(join(target, 'modified_id.csv'), newestFirst.map(({ id, modified }) => `${modified},${id}\n`).join(''));
  return names.length;
}
