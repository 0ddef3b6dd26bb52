import type { Package } from '@plimsoll/model';

/** True if the package names one of these builders, or none. EPEL's say `Fedora Project`, and no enterprise distribution speaks of them. */
export function isBuiltBy({ vendor = '' }: Package, builders: readonly string[]): boolean {
  return vendor === '' || builders.some((builder) => vendor.startsWith(builder));
}
