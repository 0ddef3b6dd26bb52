import { PackageURL } from 'packageurl-js';

export interface PurlParts {
  readonly type: string;
  /** npm scope, Maven group, Go path before the last segment; empty if there is none. */
  readonly namespace: string;
  readonly name: string;
  readonly version: string;
  /** As people write it: `@a/b`, `org.x:y`, `github.com/a/b`; the bare name for operating-system packages. */
  readonly display: string;
}

/** The parts of a package URL that reports show. Version and namespace are empty if the purl has none. */
export function purlParts(purl: string): PurlParts {
  const { type, namespace, name, version } = PackageURL.fromString(purl);
  const isSystem = type === 'deb' || type === 'apk' || type === 'rpm';
  const prefix = isSystem || !namespace ? '' : `${namespace}${type === 'maven' ? ':' : '/'}`;
  return { type: type ?? '', namespace: namespace ?? '', name: name ?? '', version: version ?? '', display: `${prefix}${name ?? ''}` };
}
