import { type OperatingSystem, type Package, type Problem, PlimsollError, type SourcePackage } from '@plimsoll/model';
import { type PurlPackage, readPurl } from './read-purl.ts';
import type { Sbom, SbomPackage } from './sbom.ts';

/** An entry of a document, whatever its format. */
export interface SbomEntry {
  /** For messages. */
  readonly name: string;
  /** The first that names a package counts; empty if the document has none. */
  readonly purls: readonly string[];
  readonly licenses: readonly string[];
  /** At least one; an empty one if the document says nothing. */
  readonly paths: readonly string[];
  readonly unmatched?: string;
  /** Where the document says it beside the purl. */
  readonly source?: SourcePackage;
}

/** Images: the document is about one, and lists it beside what is in it. */
const IMAGE_TYPES = /^pkg:(?:oci|docker)\//i;

/** Turns entries into packages. What cannot be used is counted in problems, with an example each. */
export function collectPackages(entries: Iterable<SbomEntry>): Pick<Sbom, 'os' | 'packages' | 'problems'> {
  const packages = new Map<string, SbomPackage>();
  const systems = new Map<string, { os: OperatingSystem; packages: number }>();
  const skipped = new SkippedEntries();
  for (const entry of entries) {
    const read = readEntry(entry, skipped);
    if (read === undefined) continue;
    if (read.os !== undefined) {
      const key = JSON.stringify([read.os.id, read.os.versionId]);
      systems.set(key, { os: read.os, packages: (systems.get(key)?.packages ?? 0) + 1 });
    }
    const source = entry.source ?? read.package.source;
    const pkg: Package = { ...read.package, licenses: [...entry.licenses], ...(source === undefined ? {} : { source }) };
    for (const path of entry.paths) {
      const { type, name, version, arch = '' } = pkg;
      const found: SbomPackage = { package: pkg, path, ...(entry.unmatched === undefined ? {} : { unmatched: entry.unmatched }) };
      packages.set(JSON.stringify([type, name, version, arch, path, source]), found);
    }
  }
  const ranked = [...systems.values()].toSorted((a, b) => b.packages - a.packages);
  const os = ranked[0]?.os;
  return {
    ...(os === undefined ? {} : { os }),
    packages: [...packages.values()],
    problems: [...skipped.problems(), ...withoutSources([...packages.values()]), ...otherSystems(ranked)],
  };
}

function readEntry({ name, purls }: SbomEntry, skipped: SkippedEntries): PurlPackage | undefined {
  if (purls.length === 0) return skipped.add('MALFORMED_RECORD', 'no package URL', name);
  for (const purl of purls) {
    if (IMAGE_TYPES.test(purl)) return undefined;
    try {
      const read = readPurl(purl);
      if (read !== undefined) return read;
    } catch (error) {
      if (!(error instanceof PlimsollError && error.code === 'MALFORMED_RECORD')) throw error;
      return skipped.add('MALFORMED_RECORD', 'something that is not a package URL', purl);
    }
  }
  return skipped.add(
    'UNSUPPORTED_FORMAT',
    `a package URL of the type ${JSON.stringify(typeOf(purls[0]!))}, for which there are no advisories`,
    purls[0]!,
  );
}

function typeOf(purl: string): string {
  return /^pkg:\/{0,2}([^/]{1,40})/i.exec(purl)?.[1]?.toLowerCase() ?? '';
}

/** Debian and Alpine judge source packages. A document that names none at all leaves only the installed names to match by. */
function withoutSources(packages: readonly SbomPackage[]): Problem[] {
  const named = packages.filter(({ package: { type, arch } }) => (type === 'deb' || type === 'apk') && arch !== 'source' && arch !== 'src');
  if (named.length === 0 || named.some(({ package: { source } }) => source !== undefined)) return [];
  return [
    {
      code: 'UNKNOWN_PACKAGE_NAME',
      message: `the document names no source package for any of its ${named.length} ${named[0]!.package.type} packages: advisories name source packages, so only those of the same name are found`,
    },
  ];
}

function otherSystems(ranked: readonly { os: OperatingSystem; packages: number }[]): Problem[] {
  const [first, ...others] = ranked;
  return others.map(({ os, packages }) => ({
    code: 'UNKNOWN_DISTRIBUTION',
    message: `${packages} packages say that they are of ${os.name}, most of the others of ${first!.os.name}: all were judged as the latter`,
  }));
}

/** Counts what is left out: a document may do the same thing wrong a hundred thousand times. */
class SkippedEntries {
  readonly #kinds = new Map<string, { code: Problem['code']; what: string; count: number; example: string }>();

  add(code: Problem['code'], what: string, example: string): undefined {
    const kind = this.#kinds.get(what);
    if (kind !== undefined) kind.count++;
    else if (this.#kinds.size < 100) this.#kinds.set(what, { code, what, count: 1, example: example.slice(0, 200) });
  }

  problems(): Problem[] {
    return [...this.#kinds.values()].map(({ code, what, count, example }) => ({
      code,
      message: `${count} ${count === 1 ? 'entry has' : 'entries have'} ${what}, and ${count === 1 ? 'was' : 'were'} not matched: ${JSON.stringify(example)}`,
    }));
  }
}
