import type { Problem } from './errors.ts';
import type { Coverage } from './inventory.ts';

/** What the advisories cannot judge is not covered; a range of an advisory that nobody can read is the feed's fault, and stays a problem. */
export function coverageWith(coverage: Coverage, problems: readonly Problem[]): Coverage {
  return coverage === 'complete' && problems.some(({ code }) => code !== 'MALFORMED_ADVISORY') ? 'partial' : coverage;
}
