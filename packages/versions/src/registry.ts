import { apk } from './apk.ts';
import { composer } from './composer.ts';
import { cran } from './cran.ts';
import { deb } from './deb.ts';
import { go } from './go.ts';
import { hackage } from './hackage.ts';
import { maven } from './maven.ts';
import { nuget } from './nuget.ts';
import { pep440 } from './pep440.ts';
import { pub } from './pub.ts';
import { rpm } from './rpm.ts';
import { rubygems } from './rubygems.ts';
import type { VersionScheme } from './scheme.ts';
import { semver } from './semver.ts';

/** Every version order of the product. Sorted by id; the order carries no meaning. */
export const schemes: readonly VersionScheme[] = [apk, composer, cran, deb, go, hackage, maven, nuget, pep440, pub, rpm, rubygems, semver];

const BY_ECOSYSTEM: ReadonlyMap<string, VersionScheme> = new Map(
  schemes.flatMap((scheme) => scheme.ecosystems.map((ecosystem) => [ecosystem, scheme] as const)),
);

/**
 * The version order of an OSV ecosystem, with or without its release: `Debian`, `Debian:12`, `npm`. Case counts, as in OSV.
 * Undefined for an ecosystem whose order we do not know, or whose versions are those of another one (`Root`, `TuxCare`).
 */
export function schemeOf(ecosystem: string): VersionScheme | undefined {
  const colon = ecosystem.indexOf(':');
  return BY_ECOSYSTEM.get(colon === -1 ? ecosystem : ecosystem.slice(0, colon));
}
