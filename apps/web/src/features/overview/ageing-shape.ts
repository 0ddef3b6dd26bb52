import type { AgeingBucket, Counts } from '@plimsoll/contract';
import { number } from '../../ui/format.ts';
import { SEVERITIES, totalOf } from '../../ui/severities.ts';

/** A bar: one age. */
export interface AgeBar {
  /** `Under 7 days`, `7 to 30 days`, `Over 90 days`. */
  readonly name: string;
  readonly counts: Counts;
  readonly total: number;
  /** Of the longest bar, 0 to 100. */
  readonly widthPercent: number;
}

/** The bars, oldest first: what has waited longest is seen first. */
export function barsOf(buckets: readonly AgeingBucket[]): AgeBar[] {
  const bars = buckets.map((bucket) => {
    const counts = countsOf(bucket);
    return { name: nameOf(bucket), counts, total: totalOf(counts) };
  });
  const longest = Math.max(1, ...bars.map(({ total }) => total));
  return bars.map((bar) => ({ ...bar, widthPercent: (bar.total / longest) * 100 })).toReversed();
}

/** The one message: `41 of 137 are older than 90 days`. */
export function ageingTitle(buckets: readonly AgeingBucket[]): string {
  const totals = buckets.map((bucket) => totalOf(countsOf(bucket)));
  const all = totals.reduce((sum, total) => sum + total, 0);
  const last = buckets.at(-1);
  const old = totals.at(-1) ?? 0;
  if (last === undefined || all === 0) return 'Age of what is open';
  const than = `older than ${last.fromDays} days`;
  if (old === 0) return all === 1 ? `The one that is open is not ${than}` : `None of ${number(all)} is ${than}`;
  return `${number(old)} of ${number(all)} ${old === 1 ? 'is' : 'are'} ${than}`;
}

function countsOf({ withFix, withoutFix }: AgeingBucket): Counts {
  const counts = { ...withoutFix, fixable: 0 };
  for (const severity of SEVERITIES) {
    counts[severity] += withFix[severity];
    counts.fixable += withFix[severity];
  }
  return counts;
}

export function nameOf({ fromDays, toDays }: Pick<AgeingBucket, 'fromDays' | 'toDays'>): string {
  if (toDays === null) return `Over ${fromDays} days`;
  return fromDays === 0 ? `Under ${toDays} days` : `${fromDays} to ${toDays} days`;
}
