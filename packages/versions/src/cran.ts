import type { VersionScheme } from './scheme.ts';
import { compareNumberLists } from './text/number-list.ts';

/** R packages: numbers between dots or hyphens. */
export const cran: VersionScheme = {
  id: 'cran',
  ecosystems: ['Bioconductor', 'CRAN'],
  urls: ['https://cran.r-project.org/doc/manuals/r-release/R-exts.html#The-DESCRIPTION-file'],
  compare: compareCran,
};

/**
 * Orders two R versions number by number, as `package_version()` does.
 *
 * @returns negative if `a` sorts first (`0.9 < 0.75`, `1.0 < 1.0.0`), 0 if they are equal (`1.0-1` and `1.0.1`), positive if `b` sorts first
 * @throws PlimsollError INVALID_VERSION if a text is anything but numbers between dots or hyphens
 * @see https://stat.ethz.ch/R-manual/R-devel/library/base/html/numeric_version.html
 */
export function compareCran(a: string, b: string): number {
  return compareNumberLists(a, b, 'R', '.-');
}
