import { PackageURL } from 'packageurl-js';
import type { Subject } from './inventory.ts';
import type { OperatingSystem } from './operating-system.ts';
import type { Package } from './package.ts';

const DISTRO_NAMESPACE: Record<string, string> = { ol: 'oracle', rhel: 'redhat', 'opensuse-leap': 'opensuse', amzn: 'amazon' };

/**
 * The canonical package URL of an installed package: Debian version with epoch, rpm epoch as a qualifier, Go with `v`, Maven with its
 * group, PyPI names normalised (PEP 503). Operating-system packages carry `arch` and `distro` (`debian-12`).
 *
 * @see https://github.com/package-url/purl-spec
 */
export function purlOfPackage(pkg: Package, os?: OperatingSystem): string {
  if (pkg.type === 'deb' || pkg.type === 'apk' || pkg.type === 'rpm') {
    const id = os?.id ?? '';
    const distro = id === '' ? undefined : os?.versionId ? `${id}-${os.versionId}` : id;
    return osPurl(pkg.type, DISTRO_NAMESPACE[id] ?? id, pkg.name, pkg.version, pkg.arch, distro);
  }
  return languagePurl(pkg.type, pkg.name, pkg.version);
}

const OS_SUBJECTS: Record<string, { type: 'deb' | 'apk' | 'rpm'; namespace: string }> = {
  Debian: { type: 'deb', namespace: 'debian' },
  Ubuntu: { type: 'deb', namespace: 'ubuntu' },
  Alpine: { type: 'apk', namespace: 'alpine' },
  Wolfi: { type: 'apk', namespace: 'wolfi' },
  Chainguard: { type: 'apk', namespace: 'chainguard' },
  AlmaLinux: { type: 'rpm', namespace: 'almalinux' },
  'Rocky Linux': { type: 'rpm', namespace: 'rocky' },
  'Red Hat': { type: 'rpm', namespace: 'redhat' },
  SUSE: { type: 'rpm', namespace: 'suse' },
  openSUSE: { type: 'rpm', namespace: 'opensuse' },
  'Azure Linux': { type: 'rpm', namespace: 'azurelinux' },
};

const LANGUAGE_TYPES: Record<string, string> = {
  npm: 'npm',
  PyPI: 'pypi',
  Maven: 'maven',
  Go: 'golang',
  RubyGems: 'gem',
  Packagist: 'composer',
  'crates.io': 'cargo',
  NuGet: 'nuget',
};

/** The package URL of what advisories name: `pkg:deb/debian/openssl@3.0.20-1~deb12u2?arch=source&distro=debian-12`. */
export function purlOfSubject(subject: Subject): string {
  const os = OS_SUBJECTS[subject.ecosystem];
  if (os === undefined) return languagePurl(LANGUAGE_TYPES[subject.ecosystem] ?? 'generic', subject.name, subject.version);
  const release = subject.release.replace(/^v/, '');
  const distro = release === '' ? os.namespace : `${os.namespace}-${release}`;
  return osPurl(os.type, os.namespace, subject.name, subject.version, subject.arch || undefined, distro);
}

function osPurl(
  type: string,
  namespace: string,
  name: string,
  version: string,
  arch: string | undefined,
  distro: string | undefined,
): string {
  const colon = type === 'rpm' ? version.indexOf(':') : -1;
  const qualifiers = {
    ...(arch === undefined ? {} : { arch }),
    ...(distro === undefined ? {} : { distro }),
    ...(colon === -1 ? {} : { epoch: version.slice(0, colon) }),
  };
  return new PackageURL(type, namespace || undefined, name, version.slice(colon + 1) || undefined, qualifiers, undefined).toString();
}

function languagePurl(type: string, name: string, version: string): string {
  const separator = type === 'maven' ? name.indexOf(':') : name.lastIndexOf('/');
  const hasNamespace = separator !== -1 && type !== 'pypi' && type !== 'gem' && type !== 'cargo' && type !== 'nuget';
  const namespace = hasNamespace ? name.slice(0, separator) : undefined;
  const bare = hasNamespace ? name.slice(separator + 1) : name;
  const normalised = type === 'pypi' ? bare.toLowerCase().replace(/[-_.]+/g, '-') : bare;
  return new PackageURL(type, namespace, normalised, version || undefined, undefined, undefined).toString();
}
