import { type Package, PlimsollError } from '@plimsoll/model';
import type { Analysis, RandomAccessAnalyzer, RandomAccessFile } from './analyzer.ts';
import { NOTHING } from './analyzer.ts';
import { OwnershipList } from './ownership/ownership-list.ts';
import { ProblemList, quote } from './problems/problem-list.ts';
import { isBerkeleyHash, readBerkeley } from './rpm/berkeley.ts';
import { readHeader } from './rpm/header.ts';
import { type Installed, toInstalled } from './rpm/installed.ts';
import { isNdb, readNdb } from './rpm/ndb.ts';
import { isSqlite, readSqlite } from './rpm/sqlite.ts';

const FOLDERS = ['var/lib/rpm/', 'usr/lib/sysimage/rpm/', 'usr/share/rpm/'];
const NAMES = ['Packages', 'Packages.db', 'rpmdb.sqlite'];
const LOG = 'rpmdb.sqlite-wal';
const LOG_HEADER_BYTES = 32;
/** Ten times what a whole distribution has. */
const MAX_PACKAGES = 500_000;
const PATHS = new Set(FOLDERS.flatMap((folder) => [...NAMES, LOG].map((name) => folder + name)));

/** How the package headers are stored. The name of a file says little, so its first bytes decide. */
interface Format {
  isFormat(head: Uint8Array): boolean;
  /** The bytes of each header. What cannot be read becomes a problem. */
  read(file: RandomAccessFile, problems: ProblemList): Iterable<Uint8Array>;
}

const FORMATS: readonly Format[] = [
  { isFormat: isSqlite, read: readSqlite },
  { isFormat: isNdb, read: readNdb },
  { isFormat: isBerkeleyHash, read: readBerkeley },
];

/**
 * The database of installed packages of Red Hat's and SUSE's families, Fedora, Amazon Linux, Azure Linux and Photon, in the three formats
 * that rpm has used. A write-ahead log beside the database is not read, and reported.
 *
 * @see https://rpm-software-management.github.io/rpm/manual/format_header.html
 */
export const rpm: RandomAccessAnalyzer = {
  id: 'os/rpm',
  version: 1,
  matches: (path) => PATHS.has(path),
  open,
};

function open(file: RandomAccessFile): Analysis {
  if (file.sizeBytes === 0) return NOTHING;
  const problems = new ProblemList();
  if (file.path.endsWith(LOG)) {
    if (file.sizeBytes > LOG_HEADER_BYTES) {
      problems.add(
        'UNSUPPORTED_FORMAT',
        'the write-ahead log of the rpm database is not read: it can hold packages that the database lacks',
      );
    }
    return { packages: [], problems: problems.list() };
  }
  const head = file.read(0, 64);
  const format = FORMATS.find((candidate) => candidate.isFormat(head));
  if (format === undefined) {
    const start = quote(new TextDecoder('latin1').decode(head.subarray(0, 16)));
    problems.add('UNSUPPORTED_FORMAT', `the rpm database starts with ${start}; SQLite, NDB and Berkeley DB hash are read`);
    return { packages: [], problems: problems.list() };
  }

  const packages: Package[] = [];
  const ownership = new OwnershipList(problems);
  for (const bytes of format.read(file, problems)) {
    const installed = readInstalled(bytes, problems);
    if (installed === undefined) continue;
    const { name } = installed.package;
    if (installed.damagedTags.length > 0) {
      problems.add('MALFORMED_RECORD', `package ${quote(name)} lacks what the damaged tags ${installed.damagedTags.join(', ')} would say`);
    }
    packages.push(installed.package);
    ownership.add(name, installed.files);
    if (packages.length === MAX_PACKAGES) {
      problems.add('LIMIT_EXCEEDED', `the rpm database has more than ${MAX_PACKAGES} packages; the rest is not read`);
      break;
    }
  }
  return { packages, problems: problems.list(), ownership: ownership.list() };
}

function readInstalled(bytes: Uint8Array, problems: ProblemList): Installed | undefined {
  try {
    return toInstalled(readHeader(bytes));
  } catch (error) {
    if (!(error instanceof PlimsollError) || error.code !== 'MALFORMED_RECORD') throw error;
    problems.add(error.code, error.message);
    return undefined;
  }
}
