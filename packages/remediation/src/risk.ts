import type { Link, Severity } from '@plimsoll/model';

/** One critical finding outweighs four high ones; what nobody rates counts as medium, for it may be anything. */
const WEIGHT: Record<Severity, number> = { critical: 40, high: 10, medium: 3, low: 1, negligible: 0.1, unknown: 3 };

/** The weight of a finding by its severity alone, where nothing else is known of it. */
export function severityRisk({ severity }: Pick<Link, 'severity'>): number {
  return WEIGHT[severity];
}

/** The same for a flaw that is known to be exploited: as much as five of its kind, and never less than a critical one. */
export function exploitedRisk({ severity }: Pick<Link, 'severity'>): number {
  return Math.max(WEIGHT.critical, 5 * WEIGHT[severity]);
}
