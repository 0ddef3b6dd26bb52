import { canonicalName } from '@plimsoll/advisories';
import type { Package, PackageType, Subject } from '@plimsoll/model';

const ECOSYSTEMS: Partial<Record<PackageType, string>> = {
  npm: 'npm',
  pypi: 'PyPI',
  maven: 'Maven',
  golang: 'Go',
  gem: 'RubyGems',
  composer: 'Packagist',
  cargo: 'crates.io',
  nuget: 'NuGet',
};

/** The subject of a language's package; undefined for types without advisories. */
export function languageSubject({ type, name, version }: Package): Subject | undefined {
  const ecosystem = ECOSYSTEMS[type];
  return ecosystem === undefined
    ? undefined
    : { ecosystem, release: '', name: canonicalName(ecosystem, name), version, arch: '', module: '' };
}
