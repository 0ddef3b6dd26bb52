import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { END_OF_LIFE_URL } from './end-of-life.ts';
import { EPSS_URL } from './epss.ts';
import { KEV_URL } from './kev.ts';
import { OSV_BUCKET } from './mirror.ts';

/** Where the feeds that are not OSV's are, for `UpdateOptions`; absent members are not read. */
export interface CompanionFeeds {
  readonly kev?: string;
  readonly epss?: string;
  readonly endOfLife?: string;
}

/**
 * The feeds that belong to a mirror unless somebody names others: their publishers' own addresses beside the public bucket; the
 * folders `kev`, `epss` and `endoflife` beside a mirror that is a folder, where they exist; none beside any other address.
 */
export async function companionFeeds(mirror: string): Promise<CompanionFeeds> {
  if (mirror === OSV_BUCKET) return { kev: KEV_URL, epss: EPSS_URL, endOfLife: END_OF_LIFE_URL };
  if (/^https?:/.test(mirror)) return {};
  const kev = join(mirror, '..', 'kev', 'known_exploited_vulnerabilities.json');
  const packed = join(mirror, '..', 'epss', 'epss_scores-current.csv.gz');
  const epss = (await exists(packed)) ? packed : packed.slice(0, -'.gz'.length);
  const endOfLife = join(mirror, '..', 'endoflife');
  return {
    ...((await exists(kev)) ? { kev } : {}),
    ...((await exists(epss)) ? { epss } : {}),
    ...((await exists(endOfLife)) ? { endOfLife } : {}),
  };
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}
