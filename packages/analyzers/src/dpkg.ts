import type { Package, SourcePackage } from '@plimsoll/model';
import type { Analysis, LayerFile, MemoryAnalyzer } from './analyzer.ts';
import { parseStanzas, type Stanza } from './dpkg/stanzas.ts';
import { ProblemList, quote } from './problems/problem-list.ts';

const STATUS = 'var/lib/dpkg/status';
/** Distroless images keep one file a package here. */
const STATUS_D = 'var/lib/dpkg/status.d/';

/** States in which the files of a package are on the disk. */
const PRESENT = new Set(['installed', 'half-configured', 'unpacked', 'triggers-awaited', 'triggers-pending']);
const ABSENT = new Set(['not-installed', 'config-files', 'half-installed']);

/**
 * Debian's and Ubuntu's database of installed packages. A package in an unknown state is listed, and reported.
 *
 * @see https://manpages.debian.org/unstable/dpkg/dpkg.1.en.html#Package_states
 */
export const dpkg: MemoryAnalyzer = {
  id: 'os/dpkg',
  version: 1,
  matches: (path) => path === STATUS || (isInStatusD(path) && !path.endsWith('.md5sums')),
  database: (path) => (path === STATUS ? path : STATUS_D.slice(0, -1)),
  analyze,
};

function isInStatusD(path: string): boolean {
  return path.startsWith(STATUS_D) && path.length > STATUS_D.length && !path.includes('/', STATUS_D.length);
}

function analyze({ bytes }: LayerFile): Analysis {
  const problems = new ProblemList();
  // Of two stanzas of one package and architecture dpkg believes the last.
  const packages = new Map<string, Package>();
  for (const stanza of parseStanzas(new TextDecoder().decode(bytes))) {
    const pkg = toPackage(stanza, problems);
    if (pkg !== undefined) packages.set(`${pkg.name}:${pkg.arch ?? ''}`, pkg);
  }
  return { packages: [...packages.values()], problems: problems.list() };
}

function toPackage({ line, fields, strayLines }: Stanza, problems: ProblemList): Package | undefined {
  const [stray] = strayLines;
  if (stray !== undefined) problems.add('MALFORMED_RECORD', `the record at line ${line} holds ${quote(stray)}, which is no field`);

  const name = fields.get('package');
  const state = fields.get('status')?.split(/\s+/).at(-1);
  if (state !== undefined && ABSENT.has(state)) return undefined;
  const version = fields.get('version');
  if (!name || !version) {
    problems.add('MALFORMED_RECORD', `the record at line ${line} (${quote(name ?? '')}) has no ${name ? 'Version' : 'Package'} field`);
    return undefined;
  }
  if (state !== undefined && !PRESENT.has(state)) {
    problems.add(
      'MALFORMED_RECORD',
      `package ${quote(name)} has the unknown status ${quote(fields.get('status') ?? '')}; taken as installed`,
    );
  }

  const arch = fields.get('architecture');
  const vendor = fields.get('maintainer');
  return {
    type: 'deb',
    name,
    version,
    ...(arch ? { arch } : {}),
    source: sourceOf(name, version, fields.get('source')),
    ...(vendor ? { vendor } : {}),
    licenses: [],
  };
}

/**
 * `glibc`, or `gcc-12 (12.2.0-14)` if the source has another version: rebuilds without a change of the source (`2.36-9+b1`) and sources
 * whose binaries count apart.
 */
function sourceOf(name: string, version: string, field: string | undefined): SourcePackage {
  const [sourceName = '', rest = ''] = (field ?? '').split('(', 2);
  const sourceVersion = rest.split(')', 1)[0] ?? '';
  return { name: sourceName.trim() || name, version: sourceVersion.trim() || version };
}
