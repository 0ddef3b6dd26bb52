/** Worst first. `unknown`: no source rates it. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'negligible', 'unknown'] as const;

export type Severity = (typeof SEVERITIES)[number];

/** 5 critical .. 1 negligible, 0 unknown: the number that the database stores and lists sort by. */
export function severityRank(severity: Severity): number {
  return severity === 'unknown' ? 0 : SEVERITIES.length - 1 - SEVERITIES.indexOf(severity);
}

/** The inverse of `severityRank`. A rank outside 0..5 is `unknown`. */
export function severityOfRank(rank: number): Severity {
  return (rank === 0 ? 'unknown' : SEVERITIES[SEVERITIES.length - 1 - rank]) ?? 'unknown';
}

/** Number of findings for each severity. */
export type SeverityCounts = Readonly<Record<Severity, number>>;

/** Counts a list by severity; all zero for an empty one. */
export function countSeverities(items: Iterable<{ readonly severity: Severity }>): Record<Severity, number> {
  const counts = { critical: 0, high: 0, medium: 0, low: 0, negligible: 0, unknown: 0 };
  for (const { severity } of items) counts[severity]++;
  return counts;
}
