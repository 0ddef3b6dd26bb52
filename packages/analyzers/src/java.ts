import { type Package, type Problem, toProblem } from '@plimsoll/model';
import type { Analysis, RandomAccessAnalyzer, RandomAccessFile } from './analyzer.ts';
import { ProblemList } from './problems/problem-list.ts';
import { dataOffset, readZipEntries, readZipEntry, type ZipEntry } from './zip/archive.ts';
import { type Coordinates, mavenName } from './java/coordinates.ts';
import { archiveStem, isJavaArchive } from './java/file-name.ts';
import { identifyArchive } from './java/identify.ts';
import { type JarManifest, parseManifest } from './java/manifest.ts';
import { parsePomProperties, pomPath } from './java/pom-properties.ts';

const MAX_DEPTH = 10;
const MAX_ENTRIES = 1_000_000;
const MAX_TEXT_BYTES = 4 * 1024 * 1024;
const MAX_UNPACKED_BYTES = 512 * 1024 * 1024;
/** A jar packs to half, rarely to a twentieth; small ones may do better. */
const MAX_RATIO = 200;
const RATIO_FROM_BYTES = 1024 * 1024;

/**
 * Java archives, and the archives in them: what each is, and the packages that were merged into it.
 *
 * @see https://docs.oracle.com/en/java/javase/25/docs/specs/jar/jar.html
 */
export const java: RandomAccessAnalyzer = { id: 'lang/java', version: 1, matches: isJavaArchive, open };

function open(file: RandomAccessFile): Analysis {
  const walk = new JavaWalk();
  walk.visit(file);
  return walk.analysis();
}

interface Contents {
  readonly manifest: JarManifest;
  readonly poms: Coordinates[];
  readonly pomPaths: { group: string; artifact: string }[];
  readonly classFolders: Set<string>;
  readonly nested: ZipEntry[];
  /** It has a place for the archives or the classes of an application. */
  readonly isApplication: boolean;
}

/** One pass over an archive and those in it, with one budget for all of them. */
class JavaWalk {
  readonly #packages = new Map<string, Package>();
  readonly #problems = new ProblemList();
  #entriesLeft = MAX_ENTRIES;
  #bytesLeft = MAX_UNPACKED_BYTES;
  #rootPath: string | undefined;

  /** Reads an archive; its path is that in the image, with `!/` between an archive and what is in it. */
  visit(file: RandomAccessFile, depth = 0): void {
    this.#rootPath ??= file.path;
    const entries = this.#attempt(() => readZipEntries(file, this.#entriesLeft));
    if (entries === undefined) return;
    this.#entriesLeft -= entries.length;
    const contents = this.#contentsOf(file, entries);
    const { itself, components } = identifyArchive({ stem: archiveStem(file.path), ...contents });
    for (const coordinates of [...(itself === undefined ? [] : [itself]), ...components]) this.#add(coordinates, file.path);

    const isAnonymous = itself === undefined && components.length === 0 && contents.classFolders.size > 0 && !contents.isApplication;
    if (isAnonymous) this.#problems.add('UNKNOWN_PACKAGE_NAME', `nothing in ${file.path} says which package it is`);
    if (depth < MAX_DEPTH) this.#visitNested(file, contents.nested, depth);
    else if (contents.nested.length > 0)
      this.#problems.add('LIMIT_EXCEEDED', `archives in ${file.path} lie deeper than ${MAX_DEPTH} and were not read`);
  }

  analysis(): Analysis {
    const problems: readonly Problem[] = this.#problems.list();
    return { packages: [...this.#packages.values()], problems };
  }

  #contentsOf(file: RandomAccessFile, entries: readonly ZipEntry[]): Contents {
    const poms: Coordinates[] = [];
    const withoutProperties = new Map<string, { group: string; artifact: string }>();
    const classFolders = new Set<string>();
    let manifest: JarManifest = new Map();
    for (const entry of entries) {
      const pom = pomPath(entry.name);
      if (pom?.kind === 'properties') {
        const bytes = this.#textOf(file, entry);
        const coordinates = bytes && parsePomProperties(bytes, pom);
        if (coordinates !== undefined) poms.push(coordinates);
      } else if (pom !== undefined) withoutProperties.set(`${pom.group}/${pom.artifact}`, pom);
      else if (entry.name.toUpperCase() === 'META-INF/MANIFEST.MF') manifest = parseManifest(this.#textOf(file, entry) ?? new Uint8Array());
      else if (entry.name.endsWith('.class') && !/^(?:META|BOOT|WEB)-INF\//.test(entry.name)) {
        classFolders.add(entry.name.slice(0, Math.max(entry.name.lastIndexOf('/'), 0)));
      }
    }
    for (const { group, artifact } of poms) withoutProperties.delete(`${group}/${artifact}`);
    const nested = entries.filter(({ name }) => isJavaArchive(name));
    const isApplication = nested.length > 0 || entries.some(({ name }) => /^(?:BOOT|WEB)-INF\//.test(name));
    return { manifest, poms, pomPaths: [...withoutProperties.values()], classFolders, nested, isApplication };
  }

  #visitNested(file: RandomAccessFile, nested: readonly ZipEntry[], depth: number): void {
    for (const entry of nested) {
      const inner = this.#attempt(() => this.#openNested(file, entry));
      if (inner !== undefined) this.visit(inner, depth + 1);
    }
  }

  /** A stored archive is read where it lies; a packed one is unpacked into memory, from the budget. */
  #openNested(file: RandomAccessFile, entry: ZipEntry): RandomAccessFile | undefined {
    const path = `${file.path}!/${entry.name}`;
    if (entry.isStored && !entry.isEncrypted) return windowOf(file, path, dataOffset(file, entry), entry.compressedBytes);
    if (entry.sizeBytes > RATIO_FROM_BYTES && entry.sizeBytes > entry.compressedBytes * MAX_RATIO) {
      this.#problems.add('LIMIT_EXCEEDED', `${path} would unpack to more than ${MAX_RATIO} times its size and was not read`);
      return undefined;
    }
    const bytes = readZipEntry(file, entry, this.#bytesLeft);
    this.#bytesLeft -= bytes.length;
    return { path, sizeBytes: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) };
  }

  #textOf(file: RandomAccessFile, entry: ZipEntry): Uint8Array | undefined {
    const bytes = this.#attempt(() => readZipEntry(file, entry, Math.min(MAX_TEXT_BYTES, this.#bytesLeft)));
    this.#bytesLeft -= bytes?.length ?? 0;
    return bytes;
  }

  #add(coordinates: Coordinates, path: string): void {
    const name = mavenName(coordinates);
    const place = path === this.#rootPath ? {} : { path };
    this.#packages.set(`${name}@${coordinates.version}@${path}`, {
      type: 'maven',
      name,
      version: coordinates.version,
      licenses: [],
      ...place,
    });
  }

  /** Keeps the failure of one archive or entry as a problem, so that the others are still read. */
  #attempt<T>(action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      const { code, message } = toProblem(error);
      this.#problems.add(code, message);
      return undefined;
    }
  }
}

function windowOf(file: RandomAccessFile, path: string, start: number, sizeBytes: number): RandomAccessFile {
  const size = Math.max(0, Math.min(sizeBytes, file.sizeBytes - start));
  const read = (offset: number, length: number): Uint8Array => {
    const bounded = Math.min(length, size - offset);
    return bounded > 0 ? file.read(start + offset, bounded) : new Uint8Array();
  };
  return { path, sizeBytes: size, read };
}
