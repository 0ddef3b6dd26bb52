import type { OperatingSystem, Package, Subject } from '@plimsoll/model';

/** How the packages of one distribution are matched. A plug-in is a value of this shape, listed in `registry.ts`. */
export interface Distribution {
  /** The ID of its os-release. */
  readonly id: string;
  readonly packageType: 'deb' | 'apk' | 'rpm';
  /** OSV ecosystem without suffix. */
  readonly ecosystem: string;
  /** What its advisories name: source packages (for apk the origin) or installed ones. */
  readonly named: 'source' | 'binary';
  /** The release as OSV spells it; empty on a rolling distribution; undefined if it is not a release (Debian sid, Alpine edge). */
  releaseOf(os: OperatingSystem): string | undefined;
  /** False for packages that somebody else built: the distribution's advisories do not speak of them. */
  isOfficial(pkg: Package): boolean;
  /** Where endoflife.date has its releases; absent for rolling distributions. */
  readonly endOfLife?: {
    readonly product: string;
    /** A support after the regular one that everybody gets (Debian LTS). */
    readonly hasFreeExtension: boolean;
    cycleOf(os: OperatingSystem): string;
  };
}

/** The package as the distribution's advisories name it. */
export function subjectIn(distribution: Distribution, release: string, pkg: Package): Subject {
  const source = distribution.named === 'source' ? (pkg.source ?? { name: pkg.name, version: pkg.version }) : undefined;
  return {
    ecosystem: distribution.ecosystem,
    release,
    name: source?.name ?? pkg.name,
    version: source?.version ?? pkg.version,
    arch: source === undefined ? '' : 'source',
    module: streamOf(pkg.module ?? ''),
  };
}

/** `nodejs:18` of the label `nodejs:18:8090020231019133024:a75119d5:x86_64`; empty for an empty one. */
function streamOf(label: string): string {
  return label.split(':').slice(0, 2).join(':');
}

/** `9` of `9.4`. */
export function majorOf(versionId: string): string {
  return versionId.split('.')[0] ?? '';
}

/** `3.20` of `3.20.3`; undefined if there are not two numbers. */
export function minorOf(versionId: string): string | undefined {
  return /^(\d+\.\d+)(?:\.\d+)*$/.exec(versionId)?.[1];
}
