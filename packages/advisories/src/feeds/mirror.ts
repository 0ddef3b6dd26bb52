import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PlimsollError } from '@plimsoll/model';
import { type Download, download, type DownloadOptions, isUrl } from './download.ts';
import { openZip } from './zip.ts';

/** The public OSV bucket. @see https://google.github.io/osv.dev/data/ */
export const OSV_BUCKET = 'https://osv-vulnerabilities.storage.googleapis.com';

const MAX_LIST_BYTES = 1024 * 1024;

/** A copy of the OSV bucket: `<Ecosystem>/all.zip` and `ecosystems.txt`. */
export interface Mirror {
  /** Base ecosystems that it holds, without release suffixes. */
  ecosystems(scratch: string, options: Omit<DownloadOptions, 'maxBytes'>): Promise<readonly string[]>;
  /** Where an ecosystem's records are, for people. */
  locate(ecosystem: string): string;
  /** Copies `<ecosystem>/all.zip` to `target`. */
  fetchEcosystem(ecosystem: string, target: string, options: DownloadOptions): Promise<Download>;
}

/**
 * A mirror at an http(s) address, in a folder, or in one zip archive (also one whose files lie under a single folder).
 *
 * @throws PlimsollError FEED_UNAVAILABLE if a path does not exist
 */
export async function openMirror(location: string): Promise<Mirror> {
  if (isUrl(location)) return urlMirror(location.replace(/\/+$/, ''));
  const stats = await stat(location).catch((cause: unknown) => {
    throw new PlimsollError('FEED_UNAVAILABLE', `there is no advisory mirror at ${location}`, { cause });
  });
  return stats.isDirectory() ? folderMirror(location) : zipMirror(location);
}

function urlMirror(base: string): Mirror {
  const locate = (ecosystem: string): string => `${base}/${encodeURIComponent(ecosystem)}/all.zip`;
  return {
    locate,
    fetchEcosystem: (ecosystem, target, options) => download(locate(ecosystem), target, options),
    async ecosystems(scratch, options) {
      const target = join(scratch, 'ecosystems.txt');
      await download(`${base}/ecosystems.txt`, target, { ...options, validators: undefined, maxBytes: MAX_LIST_BYTES });
      return baseNames((await readFile(target, 'utf8')).split(/\r?\n/));
    },
  };
}

function folderMirror(folder: string): Mirror {
  const locate = (ecosystem: string): string => join(folder, ecosystem, 'all.zip');
  return {
    locate,
    fetchEcosystem: (ecosystem, target, options) => download(locate(ecosystem), target, options),
    async ecosystems() {
      const names = await readdir(folder, { withFileTypes: true });
      return baseNames(names.filter((entry) => entry.isDirectory()).map((entry) => entry.name));
    },
  };
}

function zipMirror(path: string): Mirror {
  return {
    locate: (ecosystem) => `${path}!/${ecosystem}/all.zip`,
    async ecosystems() {
      const names: string[] = [];
      await forEachEcosystem(path, (ecosystem) => void names.push(ecosystem));
      return baseNames(names);
    },
    async fetchEcosystem(wanted, target, { maxBytes }) {
      let bytes: Uint8Array | undefined;
      await forEachEcosystem(path, (ecosystem, read) => {
        if (ecosystem === wanted) bytes = read(maxBytes);
      });
      if (bytes === undefined) throw new PlimsollError('FEED_UNAVAILABLE', `${path} holds no ${wanted}/all.zip`);
      await writeFile(target, bytes);
      return { sha256: createHash('sha256').update(bytes).digest('hex') };
    },
  };
}

async function forEachEcosystem(path: string, visit: (ecosystem: string, read: (maxBytes: number) => Uint8Array) => void): Promise<void> {
  const zip = await openZip(path);
  try {
    for await (const entry of zip.entries()) {
      const [file, ecosystem] = entry.name.split('/').toReversed();
      if (file === 'all.zip' && ecosystem !== undefined) visit(ecosystem, (maxBytes) => entry.read(maxBytes));
    }
  } finally {
    zip.close();
  }
}

function baseNames(names: readonly string[]): readonly string[] {
  const bases = names.map((name) => name.trim()).filter((name) => name !== '' && !name.includes(':'));
  return [...new Set(bases)];
}
