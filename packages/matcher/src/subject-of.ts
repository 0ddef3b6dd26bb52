import type { OperatingSystem, Package, Problem, Subject } from '@plimsoll/model';
import { subjectIn } from './distributions/distribution.ts';
import { distributionOf } from './distributions/registry.ts';
import { languageSubject } from './languages.ts';

/** What a package is matched by, or why it is not: a problem to be told, or something that needs no telling (`unmatched`, in words). */
export type SubjectAnswer = { readonly subject: Subject } | { readonly problem: Problem } | { readonly unmatched: string };

/**
 * Names a package as the advisories of its ecosystem do: the source package of Debian and kin, the installed rpm, the package of a language.
 *
 * @param os of the image; it decides the feed of operating-system packages
 */
export function subjectOf(pkg: Package, os: OperatingSystem | undefined): SubjectAnswer {
  if (pkg.version === '') return { unmatched: 'states no version' };
  if (pkg.type !== 'deb' && pkg.type !== 'apk' && pkg.type !== 'rpm') {
    const subject = languageSubject(pkg);
    return subject === undefined ? { unmatched: `there are no advisories for ${pkg.type} packages` } : { subject };
  }
  if (pkg.type === 'rpm' && pkg.name === 'gpg-pubkey') return { unmatched: 'is a signing key' };
  const distribution = distributionOf(os);
  if (os === undefined || distribution === undefined || distribution.packageType !== pkg.type)
    return { problem: unknownDistribution(os, pkg.type) };
  const release = distribution.releaseOf(os);
  if (release === undefined) return { problem: unknownRelease(os) };
  if (!distribution.isOfficial(pkg)) return { problem: foreignPackage(pkg, os) };
  return { subject: subjectIn(distribution, release, pkg) };
}

function unknownDistribution(os: OperatingSystem | undefined, type: string): Problem {
  const what = os === undefined ? 'the image does not say which distribution it is' : `no advisories are read for ${named(os)}`;
  return { code: 'UNKNOWN_DISTRIBUTION', message: `${what}: its ${type} packages were not matched` };
}

function unknownRelease(os: OperatingSystem): Problem {
  const version = os.versionId === '' ? 'without a version' : `version ${JSON.stringify(os.versionId)}`;
  return {
    code: 'NO_ADVISORIES_FOR_RELEASE',
    message: `${named(os)} ${version} is not a release that advisories speak of: its packages were not matched`,
  };
}

function foreignPackage({ vendor = '', version }: Package, os: OperatingSystem): Problem {
  const by = vendor === '' ? `of versions like ${JSON.stringify(version)}` : `of ${JSON.stringify(vendor)}`;
  return { code: 'UNKNOWN_DISTRIBUTION', message: `packages ${by} are not built by ${named(os)}, and no advisories are read for them` };
}

function named(os: OperatingSystem): string {
  return os.id === '' ? JSON.stringify(os.name) : JSON.stringify(os.id);
}
