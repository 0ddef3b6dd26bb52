import { type Severity, severityRank } from '@plimsoll/model';

/** What the risk of a vulnerability is made of. */
export interface RiskFactors {
  readonly severity: Severity;
  /** The base score; without one the severity says what is typical. */
  readonly cvss?: number | undefined;
  /** Known to be exploited. */
  readonly exploited: boolean;
  /** EPSS: that it is exploited within 30 days, 0 to 1. Without one it counts as 0. */
  readonly probability?: number | undefined;
}

/** By severityRank: unknown, negligible .. critical. */
const TYPICAL_SCORE = [3, 1, 2.5, 5.5, 8, 9.5];

/**
 * What lists sort by, 0 to 10,000: how bad it is makes up to 8,000 (the CVSS base score x 800), how likely it is up to 2,000 (the EPSS
 * probability x 2,000; all of them where it is known to be exploited).
 */
export function riskOf({ severity, cvss, exploited, probability }: RiskFactors): number {
  const score = cvss ?? TYPICAL_SCORE[severityRank(severity)] ?? 3;
  return Math.round(within(score, 10) * 800 + (exploited ? 1 : within(probability ?? 0, 1)) * 2000);
}

function within(value: number, most: number): number {
  return Math.min(most, Math.max(0, value));
}
