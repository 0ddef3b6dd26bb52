import type { Package } from '@plimsoll/model';
import type { Analysis, LayerFile, MemoryAnalyzer } from './analyzer.ts';
import { MAX_PATHS, OwnershipList } from './ownership/ownership-list.ts';
import { ProblemList, quote } from './problems/problem-list.ts';

const PATHS = new Set(['lib/apk/db/installed', 'usr/lib/apk/db/installed']);
/** What `apk add --virtual` gives a group of packages for a version: the time. */
const TIMESTAMP_VERSION = /^\d{8}\.\d{6}$/;

interface Entry {
  readonly package: Package;
  readonly files: readonly (readonly [folder: string, name: string])[];
}

/**
 * Alpine's, Wolfi's and Chainguard's database of installed packages: records of `K:value` lines, ended by an empty line.
 *
 * @see https://wiki.alpinelinux.org/wiki/Apk_spec
 */
export const apk: MemoryAnalyzer = {
  id: 'os/apk',
  version: 1,
  matches: (path) => PATHS.has(path),
  analyze,
};

function analyze({ bytes }: LayerFile): Analysis {
  const problems = new ProblemList();
  // Of two records of one package apk believes the last.
  const packages = new Map<string, Package>();
  const ownership = new OwnershipList(problems);
  for (const record of recordsOf(new TextDecoder().decode(bytes))) {
    const entry = record.toEntry(problems);
    if (entry === undefined) continue;
    packages.set(entry.package.name, entry.package);
    ownership.add(entry.package.name, entry.files);
  }
  return { packages: [...packages.values()], problems: problems.list(), ownership: ownership.list() };
}

/** Fields are kept until the record ends: their order is not fixed. Lines can be megabytes long. */
class ApkRecord {
  readonly #line: number;
  readonly #fields = new Map<string, string>();
  readonly #files: [folder: string, name: string][] = [];
  #folder = '';
  #stray: string | undefined;

  /** `line`: the number of its first line, from 1. */
  constructor(line: number) {
    this.#line = line;
  }

  add(line: string): void {
    const value = line.slice(2);
    if (line.charAt(1) !== ':') this.#stray ??= line;
    else if (line.startsWith('F')) this.#folder = value === '' ? '' : `${value}/`;
    else if (line.startsWith('R')) this.#addFile(value);
    else this.#fields.set(line.charAt(0), value);
  }

  /** Keeps one more than the list of owners takes, so that it sees that there are too many. */
  #addFile(name: string): void {
    if (this.#files.length <= MAX_PATHS) this.#files.push([this.#folder, name]);
  }

  /** Undefined for groups that `apk add --virtual` made, and for records without name or version, which become problems. */
  toEntry(problems: ProblemList): Entry | undefined {
    if (this.#stray !== undefined) {
      problems.add('MALFORMED_RECORD', `the record at line ${this.#line} holds ${quote(this.#stray)}, which is no field`);
    }
    const name = this.#fields.get('P');
    const version = this.#fields.get('V');
    if (!name || !version) {
      problems.add('MALFORMED_RECORD', `the record at line ${this.#line} has no package name (P:) or no version (V:)`);
      return undefined;
    }
    if (name.startsWith('.') || (TIMESTAMP_VERSION.test(version) && this.#files.length === 0)) return undefined;

    const arch = this.#fields.get('A');
    const license = this.#fields.get('L');
    const source = { name: this.#fields.get('o') || name, version };
    const pkg: Package = { type: 'apk', name, version, ...(arch ? { arch } : {}), source, licenses: license ? [license] : [] };
    return { package: pkg, files: this.#files };
  }
}

function* recordsOf(text: string): Generator<ApkRecord> {
  let record: ApkRecord | undefined;
  let lineNumber = 0;
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start);
    const stop = end === -1 ? text.length : end;
    const line = text.slice(start, stop).trimEnd();
    start = stop + 1;
    lineNumber++;
    if (line === '') {
      if (record !== undefined) yield record;
      record = undefined;
    } else {
      record ??= new ApkRecord(lineNumber);
      record.add(line);
    }
  }
  if (record !== undefined) yield record;
}
