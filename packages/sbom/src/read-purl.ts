import { type OperatingSystem, type Package, type PackageType, PlimsollError, type SourcePackage } from '@plimsoll/model';
import { PackageURL } from 'packageurl-js';
import { distroOf } from './distro.ts';

/** What a purl says, in the words of the model. */
export interface PurlPackage {
  readonly package: Package;
  /** Of an operating-system package: the distribution that its purl names. */
  readonly os?: OperatingSystem;
}

const TYPES: readonly PackageType[] = [
  'deb',
  'apk',
  'rpm',
  'npm',
  'pypi',
  'maven',
  'golang',
  'gem',
  'composer',
  'cargo',
  'nuget',
  'generic',
];
const MAX_PURL = 4096;

/**
 * The package that a purl names: epoch back in the version of an rpm, Maven with its group, Go with `v`, the source package from
 * `upstream`, the module stream from `rpmmod`.
 *
 * @returns undefined for a type that Plimsoll does not know, and for images
 * @throws PlimsollError MALFORMED_RECORD if it is not a purl
 * @see https://github.com/package-url/purl-spec
 */
export function readPurl(purl: string): PurlPackage | undefined {
  const { type: text, namespace, name, version, qualifiers } = parse(purl);
  const type = TYPES.find((known) => known === text);
  if (type === undefined || !name) return undefined;
  const isSystem = type === 'deb' || type === 'apk' || type === 'rpm';
  const spelled = withEpoch(type, spellVersion(type, version ?? ''), qualifiers?.['epoch']);
  const source = isSystem ? sourceOf(type, qualifiers?.['upstream'] ?? '', spelled) : undefined;
  const os = isSystem ? distroOf(namespace ?? '', qualifiers?.['distro'] ?? '') : undefined;
  const arch = qualifiers?.['arch'];
  const module = qualifiers?.['rpmmod'];
  return {
    package: {
      type,
      name: isSystem || !namespace ? name : `${namespace}${type === 'maven' ? ':' : '/'}${name}`,
      version: spelled,
      licenses: [],
      ...(isSystem && arch ? { arch } : {}),
      ...(source === undefined ? {} : { source }),
      ...(type === 'rpm' && module ? { module } : {}),
    },
    ...(os === undefined ? {} : { os }),
  };
}

function parse(purl: string): PackageURL {
  if (purl.length > MAX_PURL) throw notAPurl(purl);
  try {
    return PackageURL.fromString(purl);
  } catch (error) {
    throw notAPurl(purl, error);
  }
}

function notAPurl(purl: string, cause?: unknown): PlimsollError {
  return new PlimsollError('MALFORMED_RECORD', `${JSON.stringify(purl.slice(0, 200))} is not a package URL`, { cause });
}

/** Some tools leave out the `v` that Go versions start with. */
function spellVersion(type: PackageType, version: string): string {
  return type === 'golang' && /^\d/.test(version) ? `v${version}` : version;
}

function withEpoch(type: PackageType, version: string, epoch: string | undefined): string {
  const hasOwn = type === 'apk' || version === '' || version.includes(':');
  return (type === 'rpm' || type === 'deb') && epoch !== undefined && /^\d{1,9}$/.test(epoch) && !hasOwn ? `${epoch}:${version}` : version;
}

/** `openssl`, `openssl@3.0.20-1`, and of an rpm `openssl-3.0.7-1.el9.src.rpm`. */
function sourceOf(type: PackageType, upstream: string, version: string): SourcePackage | undefined {
  if (upstream === '') return undefined;
  if (type === 'rpm' && upstream.endsWith('.src.rpm')) {
    const [, name = ''] = /^(.+)-[^-]+-[^-]+\.src\.rpm$/.exec(upstream) ?? [];
    return name === '' ? undefined : { name, version };
  }
  const at = upstream.indexOf('@');
  return at === -1 ? { name: upstream, version } : { name: upstream.slice(0, at), version: upstream.slice(at + 1) };
}
