import { PackageURL } from 'packageurl-js';
import type { InventoryDocument } from './document.ts';

/**
 * The purl of a package with what a reader needs to match it as we do: the source package as `upstream` (`openssl@3.0.20`, or the name alone
 * if the version is the same) and the module stream of an rpm as `rpmmod`, as other tools spell them.
 */
export function sbomPurl({ purl, source, module }: InventoryDocument['packages'][number]): string {
  if (source === undefined && module === undefined) return purl;
  const { type, namespace, name, version, qualifiers, subpath } = PackageURL.fromString(purl);
  const upstream =
    source === undefined
      ? undefined
      : source.version === fullVersion(version, qualifiers)
        ? source.name
        : `${source.name}@${source.version}`;
  const extended = {
    ...qualifiers,
    ...(upstream === undefined || upstream === name ? {} : { upstream }),
    ...(module === undefined ? {} : { rpmmod: module }),
  };
  return new PackageURL(type, namespace, name, version, extended, subpath).toString();
}

/** With the epoch of an rpm, which a purl has among its qualifiers. */
function fullVersion(version: string | null | undefined, qualifiers: Record<string, string> | null | undefined): string {
  const epoch = qualifiers?.['epoch'];
  return epoch === undefined ? (version ?? '') : `${epoch}:${version ?? ''}`;
}
