import type { SourcePackage } from '@plimsoll/model';

/**
 * `util-linux-2.37.4-9.el9.src.rpm` -> name and `version-release`. The name of a source rpm has no epoch; where the versions are the same,
 * so are the epochs. A package without one is its own source.
 */
export function sourceOfRpm(name: string, version: string, sourceRpm: string | undefined): SourcePackage {
  const stem = (sourceRpm ?? '').replace(/\.rpm$/, '').replace(/\.[^.]*$/, '');
  const beforeRelease = stem.lastIndexOf('-');
  const beforeVersion = stem.lastIndexOf('-', beforeRelease - 1);
  if (beforeVersion <= 0 || beforeRelease <= 0) return { name, version };
  const sourceVersion = stem.slice(beforeVersion + 1);
  const isSame = version.slice(version.indexOf(':') + 1) === sourceVersion;
  return { name: stem.slice(0, beforeVersion), version: isSame ? version : sourceVersion };
}
