import type { Analysis, LayerFile, MemoryAnalyzer } from './analyzer.ts';
import { ProblemList, quote } from './problems/problem-list.ts';

const INFO = 'var/lib/dpkg/info/';
const STATUS_D = 'var/lib/dpkg/status.d/';
const MD5_LINE = /^\\?[0-9a-f]{32} [ *](.+)$/;

/**
 * What each Debian package installed: `NAME[:ARCH].list` names every path, `NAME[:ARCH].md5sums` the regular files that are no
 * configuration. Distroless images have only the latter, beside the status.
 */
export const dpkgFiles: MemoryAnalyzer = {
  id: 'os/dpkg-files',
  version: 1,
  matches: (path) =>
    (path.startsWith(INFO) && (path.endsWith('.list') || path.endsWith('.md5sums'))) ||
    (path.startsWith(STATUS_D) && path.endsWith('.md5sums')),
  analyze,
};

function analyze({ path, bytes }: LayerFile): Analysis {
  const problems = new ProblemList();
  const pathOf = path.endsWith('.list') ? pathOfListLine : pathOfMd5Line;
  const paths: string[] = [];
  for (const line of new TextDecoder().decode(bytes).split('\n')) {
    if (line.trim() === '') continue;
    const owned = pathOf(line);
    if (owned === undefined) problems.add('MALFORMED_RECORD', `the line ${quote(line)} names no file`);
    // The root itself is in every list.
    else if (owned !== '' && owned !== '.') paths.push(owned);
  }
  return { packages: [], problems: problems.list(), ownership: paths.length === 0 ? [] : [{ owner: ownerOf(path), paths }] };
}

/** `var/lib/dpkg/info/libc6:amd64.list` -> `libc6`. */
function ownerOf(path: string): string {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const stem = file.slice(0, file.lastIndexOf('.'));
  return stem.split(':', 1)[0] ?? stem;
}

function pathOfListLine(line: string): string | undefined {
  return line.startsWith('/') ? line.slice(1) : undefined;
}

function pathOfMd5Line(line: string): string | undefined {
  const path = MD5_LINE.exec(line)?.[1];
  return path?.replace(/^\.?\//, '');
}
