import type { ScatterRow } from '@plimsoll/contract';
import { count, number } from '../../ui/format.ts';
import { SEVERITY_WORD } from '../../ui/severities.ts';

/** A vulnerability in its place; percentages are of the plot, from the left and from the ground. */
export interface Dot {
  readonly row: ScatterRow;
  readonly leftPercent: number;
  readonly bottomPercent: number;
  readonly sizePx: number;
  readonly words: string;
}

const MIN_PX = 7;
const MAX_PX = 19;

/** Marks of the EPSS axis. */
export const EPSS_TICKS = [0, 0.01, 0.1, 0.25, 0.5, 1];
/** Marks of the CVSS axis. */
export const CVSS_TICKS = [0, 2, 4, 6, 8, 10];

/**
 * Where a probability stands: by its square root. Most are below 1 %, which a straight scale draws as one line on the ground; a logarithm has no
 * place for 0, which EPSS does give.
 */
export function epssPercent(epss: number): number {
  return Math.sqrt(Math.min(1, Math.max(0, epss))) * 100;
}

export function cvssPercent(cvss: number): number {
  return Math.min(10, Math.max(0, cvss)) * 10;
}

/** Those with both scores, in the order given. The area of a dot grows with its images. */
export function dotsOf(rows: readonly ScatterRow[]): Dot[] {
  const most = Math.max(1, ...rows.map(({ images }) => images));
  return rows.flatMap((row) =>
    row.cvss === undefined || row.epss === undefined
      ? []
      : [
          {
            row,
            leftPercent: cvssPercent(row.cvss),
            bottomPercent: epssPercent(row.epss),
            sizePx: Math.round(MIN_PX + (MAX_PX - MIN_PX) * Math.sqrt(row.images / most)),
            words: wordsOf(row),
          },
        ],
  );
}

/** `CVE-2023-44487, high, CVSS 7.5, EPSS 94.4 %, in 12 images, exploited`. */
function wordsOf({ id, severity, cvss, epss, images, exploited }: ScatterRow): string {
  return [
    id,
    SEVERITY_WORD[severity].toLowerCase(),
    `CVSS ${cvss}`,
    `EPSS ${percent(epss ?? 0)}`,
    `in ${count(images, 'image')}`,
    ...(exploited ? ['exploited'] : []),
  ].join(', ');
}

/** `94.4 %`, `0.05 %`; what is lower is `under 0.01 %`, and 0 is 0. */
export function percent(probability: number): string {
  const value = probability * 100;
  if (value > 0 && value < 0.01) return 'under 0.01 %';
  return `${Number(value.toFixed(value < 1 ? 2 : 1))} %`;
}

/** What is not drawn, and why: `12 are not drawn: 9 have no EPSS, 5 no CVSS score.` Empty if all are. */
export function notDrawn(rows: readonly ScatterRow[]): string {
  const missing = rows.filter(({ cvss, epss }) => cvss === undefined || epss === undefined);
  if (missing.length === 0) return '';
  const [noEpss, noCvss] = [
    missing.filter(({ epss }) => epss === undefined).length,
    missing.filter(({ cvss }) => cvss === undefined).length,
  ];
  const why = [noEpss > 0 ? `${number(noEpss)} without EPSS` : '', noCvss > 0 ? `${number(noCvss)} without a CVSS score` : ''];
  return `Not drawn: ${why.filter((part) => part !== '').join(', ')}.`;
}

/** Which dot an arrow key leads to: the order is that of risk. Undefined for other keys. */
export function dotAfter(key: string, index: number, total: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(total - 1, index + 1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(0, index - 1);
    case 'Home':
      return 0;
    case 'End':
      return total - 1;
    default:
      return undefined;
  }
}
