import type { Package } from '@plimsoll/model';
import type { Analysis, LayerFile, MemoryAnalyzer } from './analyzer.ts';
import { ProblemList, quote } from './problems/problem-list.ts';
import { sourceOfRpm } from './rpm/source-rpm.ts';

const PATH = 'var/lib/rpmmanifest/container-manifest-2';
/** What rpm prints for a tag that a package does not have. */
const NONE = '(none)';

/**
 * The list of packages in distroless images of Azure Linux and CBL-Mariner, which have no rpm database: tab-separated name, version-release,
 * times of installation and build, vendor, epoch, size, architecture, epoch as a number, source rpm.
 */
export const rpmManifest: MemoryAnalyzer = {
  id: 'os/rpm-manifest',
  version: 1,
  matches: (path) => path === PATH,
  analyze,
};

function analyze({ bytes }: LayerFile): Analysis {
  const packages: Package[] = [];
  const problems = new ProblemList();
  for (const [index, line] of new TextDecoder().decode(bytes).split('\n').entries()) {
    if (line.trim() === '') continue;
    const pkg = toPackage(line.split('\t', 10).map((column) => column.trim()));
    if (pkg === undefined)
      problems.add('MALFORMED_RECORD', `line ${index + 1} (${quote(line)}) has no name, no version or too few columns`);
    else if (pkg.name !== 'gpg-pubkey') packages.push(pkg);
  }
  return { packages, problems: problems.list() };
}

function toPackage(columns: readonly string[]): Package | undefined {
  const [name, versionRelease, , , vendor = '', , , arch = '', epoch = '', sourceRpm] = columns;
  if (!name || !versionRelease || sourceRpm === undefined) return undefined;
  const version = /^[1-9]\d*$/.test(epoch) ? `${epoch}:${versionRelease}` : versionRelease;
  return {
    type: 'rpm',
    name,
    version,
    ...(arch === '' || arch === NONE ? {} : { arch }),
    source: sourceOfRpm(name, version, sourceRpm),
    ...(vendor === '' || vendor === NONE ? {} : { vendor }),
    licenses: [],
  };
}
