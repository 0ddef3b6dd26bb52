import type { FindingRow, ImageDetail } from '@plimsoll/contract';
import { count, number } from '../../ui/format.ts';
import { totalOf } from '../../ui/severities.ts';

/**
 * What a colleague would say of an image. "No known vulnerabilities" only where everything was read: anything less says what is not known.
 */
export function verdictOf(image: Pick<ImageDetail, 'state' | 'coverage' | 'counts' | 'withoutFix'>): string {
  if (image.state === 'discovered') return 'Not read yet: it waits for its turn';
  if (image.state === 'reading') return 'Being read now';
  if (image.state === 'failed') return 'Could not be read';
  if (image.state === 'not-an-image' || image.coverage === 'not-an-image') return 'Not an image: nothing to scan';
  if (image.coverage === 'unsupported') return 'Cannot be judged: nothing in it is of a kind that Plimsoll knows';
  const total = image.counts === null ? 0 : totalOf(image.counts);
  if (image.coverage !== 'complete' && total === 0) return 'Nothing found so far, but it could not be read whole';
  if (total === 0) return 'No known vulnerabilities';
  const fixable = image.counts?.fixable ?? 0;
  const found = foundOf(image);
  if (fixable === 0) return `${found}, none with a fix yet`;
  if (fixable === total) return total === 1 ? `${found}, and it has a fix` : `${found}, all with a fix`;
  return `${found}. ${number(fixable)} have a fix`;
}

/** `137 known vulnerabilities`; what was found in an image that was read. */
export function foundOf({ counts }: Pick<ImageDetail, 'counts'>): string {
  return count(counts === null ? 0 : totalOf(counts), 'known vulnerability', 'known vulnerabilities');
}

/** What the export of a whole image holds. */
export function exportWords({ counts, decided, packages }: Pick<ImageDetail, 'counts' | 'decided' | 'packages'>): string {
  const found = count(counts === null ? 0 : totalOf(counts), 'finding');
  const settled = totalOf(decided);
  return `The whole image: ${found}${settled === 0 ? '' : `, ${number(settled)} of them decided`}, and ${count(packages, 'package')}`;
}

/** Who brought a layer: the image it is built on, or itself. `unknown` where that is not known. */
export function originOf(ordinal: number, baseLayers: number | null | undefined): 'base' | 'application' | 'unknown' {
  if (baseLayers === null || baseLayers === undefined) return 'unknown';
  return ordinal < baseLayers ? 'base' : 'application';
}

/** `no fix yet`, `will not be fixed`; undefined where there are fixed versions to show instead. */
export function withoutFixInWords({ fixState, fixedVersions }: Pick<FindingRow, 'fixState' | 'fixedVersions'>): string | undefined {
  if (fixedVersions.length > 0) return undefined;
  switch (fixState) {
    case 'wont_fix':
      return 'will not be fixed';
    case 'deferred':
      return 'fix deferred';
    case 'end_of_life':
      return 'end of life, no fix';
    case 'available':
      return 'a fix exists, its version is not stated';
    case 'unknown':
      return 'not known whether fixed';
    case 'none':
      return 'no fix yet';
  }
}

/** Layers are counted from one on the pages, from zero in the contract. */
export function layerNumber(ordinal: number): number {
  return ordinal + 1;
}

/** A comparison in its parts, so that the operator can stand out: `a < b` -> `['a', '<', 'b']`. Whole if it has another shape. */
export function comparisonParts(comparison: string): readonly [string, string, string] | undefined {
  const match = /^(\S+) (<=|>=|<|>|=|==) (\S+)$/.exec(comparison.trim());
  return match === null ? undefined : [match[1] ?? '', match[2] ?? '', match[3] ?? ''];
}
