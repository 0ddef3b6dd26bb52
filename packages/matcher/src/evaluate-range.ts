import type { RangeEvent, VersionRange } from '@plimsoll/advisories';

/** The order of installed versions and bounds. */
export interface Order {
  /** Between two versions of an advisory. */
  compare(a: string, b: string): number;
  /** Between the installed version and one of an advisory. */
  compareToBound(installed: string, bound: string): number;
}

/** A range that holds the version. */
export interface RangeMatch {
  /** The segment in words: `>= 1.0.0, < 1.2.3`. */
  readonly range: string;
  /** The deciding comparison: `1.1.0 < 1.2.3`. */
  readonly comparison: string;
  /** Versions above the installed one that end a segment of the range. */
  readonly fixed: readonly string[];
}

/**
 * Walks the timeline of a range up to a version.
 *
 * @returns undefined if the range does not hold the version
 * @throws PlimsollError INVALID_VERSION for a bound that the order refuses
 * @see https://ossf.github.io/osv-schema/#evaluation
 */
export function evaluateRange(range: VersionRange, version: string, order: Order): RangeMatch | undefined {
  const limits = range.events.filter((event) => 'limit' in event).map((event) => event.limit);
  const timeline = range.events.filter((event) => !('limit' in event)).toSorted((a, b) => compareEvents(a, b, order));
  let start: string | undefined;
  let end: RangeEvent | undefined;
  for (const event of timeline) {
    if (isPassed(event, version, order)) {
      start = 'introduced' in event ? event.introduced : undefined;
    } else if (start !== undefined && end === undefined && !('introduced' in event)) {
      end = event;
    }
  }
  if (start === undefined) return undefined;
  const limit = limits.find((bound) => order.compareToBound(version, bound) < 0);
  if (limits.length > 0 && limit === undefined) return undefined;
  const fixed = timeline.flatMap((event) => ('fixed' in event && !isPassed(event, version, order) ? [event.fixed] : []));
  return { ...describe(start, end ?? (limit === undefined ? undefined : { limit }), version), fixed };
}

/** Later events of the same version come later in the record, too. `introduced: "0"` is below everything. */
function compareEvents(a: RangeEvent, b: RangeEvent, order: Order): number {
  const isFirstA = isBeginning(a);
  const isFirstB = isBeginning(b);
  return isFirstA || isFirstB ? Number(isFirstB) - Number(isFirstA) : order.compare(versionOf(a), versionOf(b));
}

function isPassed(event: RangeEvent, version: string, order: Order): boolean {
  if (isBeginning(event)) return true;
  const difference = order.compareToBound(version, versionOf(event));
  return 'lastAffected' in event ? difference > 0 : difference >= 0;
}

function isBeginning(event: RangeEvent): boolean {
  return 'introduced' in event && event.introduced === '0';
}

function versionOf(event: RangeEvent): string {
  if ('introduced' in event) return event.introduced;
  if ('fixed' in event) return event.fixed;
  return 'lastAffected' in event ? event.lastAffected : event.limit;
}

function describe(start: string, end: RangeEvent | undefined, version: string): Pick<RangeMatch, 'range' | 'comparison'> {
  const sign = end === undefined ? undefined : 'lastAffected' in end ? '<=' : '<';
  const upper = end === undefined ? [] : [`${sign} ${versionOf(end)}`];
  const lower = start === '0' ? [] : [`>= ${start}`];
  const bounds = [...lower, ...upper];
  const [decisive] = upper.length > 0 ? upper : lower;
  return {
    range: bounds.length === 0 ? 'all versions' : bounds.join(', '),
    comparison: decisive === undefined ? `${version} is one of all versions` : `${version} ${decisive}`,
  };
}
