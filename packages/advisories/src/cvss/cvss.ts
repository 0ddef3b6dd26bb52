import type { Severity } from '@plimsoll/model';
import { scoreV2 } from './v2.ts';
import { scoreV3 } from './v3.ts';
import { scoreV4 } from './v4.ts';

export type CvssVersion = '2.0' | '3.0' | '3.1' | '4.0';

/**
 * Scores a CVSS vector of any version, with all the metrics that it has: `CVSS:3.1/AV:N/...`, `CVSS:4.0/AV:N/...`, or for version 2,
 * which has no prefix, `AV:N/AC:L/Au:N/...`.
 *
 * @returns the version, and the score from 0 to 10 with one decimal; undefined if the text is not a valid vector
 * @see https://www.first.org/cvss/
 */
export function scoreCvss(vector: string): { version: CvssVersion; score: number } | undefined {
  const { version, score } = scored(vector);
  return score === undefined ? undefined : { version, score };
}

function scored(vector: string): { version: CvssVersion; score: number | undefined } {
  const metrics = vector.slice('CVSS:3.1/'.length);
  if (vector.startsWith('CVSS:4.0/')) return { version: '4.0', score: scoreV4(metrics) };
  if (vector.startsWith('CVSS:3.1/')) return { version: '3.1', score: scoreV3(metrics, '3.1') };
  if (vector.startsWith('CVSS:3.0/')) return { version: '3.0', score: scoreV3(metrics, '3.0') };
  return { version: '2.0', score: scoreV2(vector) };
}

/**
 * The rating of a score: versions 3 and 4 have four bands above 0, version 2 has three (as NVD names them). A score of 0 is `negligible`,
 * a text that is no score (`NaN`) `unknown`.
 *
 * @param version the vector's version; anything but `2.0` has the bands of 3 and 4
 * @see https://nvd.nist.gov/vuln-metrics/cvss
 */
export function severityOfScore(score: number, version: string): Severity {
  if (!(score >= 0 && score <= 10)) return 'unknown';
  if (score === 0) return 'negligible';
  if (score < 4) return 'low';
  if (score < 7) return 'medium';
  return score < 9 || version === '2.0' ? 'high' : 'critical';
}
