/** An OSV ecosystem string in two parts. */
export interface Ecosystem {
  /** `Debian`, `npm`. */
  readonly ecosystem: string;
  /** `12`, `v3.20`, `22.04`; empty where there is none. */
  readonly release: string;
}

/**
 * Splits `Debian:12` into `Debian` and `12`. Releases that one distribution spells in several ways become one: `22.04:LTS` is `22.04`,
 * `enterprise_linux:9::appstream` is `9`, `Linux Enterprise Module for Basesystem 15 SP6` is `15.6`; other products keep their whole suffix.
 *
 * @see https://ossf.github.io/osv-schema/#defined-ecosystems
 */
export function splitEcosystem(text: string): Ecosystem {
  const colon = text.indexOf(':');
  if (colon === -1) return { ecosystem: text, release: '' };
  const ecosystem = text.slice(0, colon);
  const suffix = text.slice(colon + 1);
  return { ecosystem, release: (Object.hasOwn(RELEASES, ecosystem) ? RELEASES[ecosystem]?.(suffix) : undefined) ?? suffix };
}

const RELEASES: Record<string, (suffix: string) => string | undefined> = {
  Ubuntu: (suffix) => suffix.replace(/:LTS$/, ''),
  'Red Hat': (suffix) =>
    /^enterprise_linux:(\d+)(?:\.\d+)?(?:::(?:baseos|appstream|crb|highavailability|resilientstorage))?$/.exec(suffix)?.[1],
  SUSE: (suffix) => {
    const match = /^Linux Enterprise (?:Server|Module for [A-Za-z0-9 -]+?) (\d+)(?: SP(\d+))?$/.exec(suffix);
    return match === null ? undefined : match[2] === undefined ? match[1] : `${match[1]}.${match[2]}`;
  },
};

/**
 * The canonical name of a package in its ecosystem, for look-ups: PyPI by PEP 503, NuGet and Packagist in lower case, others as they are.
 *
 * @see https://packaging.python.org/en/latest/specifications/name-normalization/
 */
export function canonicalName(ecosystem: string, name: string): string {
  if (ecosystem === 'PyPI') return name.toLowerCase().replace(/[-_.]+/g, '-');
  return ecosystem === 'NuGet' || ecosystem === 'Packagist' ? name.toLowerCase() : name;
}

/** The ecosystems whose packages are found in container images: what an update asks a mirror for. */
export const MATCHED_ECOSYSTEMS: readonly string[] = [
  'AlmaLinux',
  'Alpine',
  'Azure Linux',
  'Chainguard',
  'Debian',
  'Go',
  'Maven',
  'MinimOS',
  'NuGet',
  'Packagist',
  'PyPI',
  'Red Hat',
  'Rocky Linux',
  'RubyGems',
  'SUSE',
  'Ubuntu',
  'Wolfi',
  'crates.io',
  'npm',
  'openSUSE',
];

const DISTRIBUTIONS: ReadonlySet<string> = new Set([
  'AlmaLinux',
  'Alpine',
  'Azure Linux',
  'Chainguard',
  'Debian',
  'MinimOS',
  'Red Hat',
  'Rocky Linux',
  'SUSE',
  'Ubuntu',
  'Wolfi',
  'openSUSE',
]);

/** True for ecosystems of operating-system packages: `Debian`, `Wolfi`. */
export function isDistribution(ecosystem: string): boolean {
  return DISTRIBUTIONS.has(ecosystem);
}
