import type { AffectedEntry } from '@plimsoll/advisories';
import { type Evidence, PlimsollError, type Problem, type Subject } from '@plimsoll/model';
import { evaluateRange, type Order, type RangeMatch } from './evaluate-range.ts';

/** What one record says of a subject that it holds affected. */
export interface Statement {
  readonly entry: AffectedEntry;
  readonly evidence: readonly Evidence[];
  /** Versions that end a matching range, as the record spells them. */
  readonly fixed: readonly string[];
}

/**
 * Asks one record about a subject: it is affected if its version is listed or lies in a range. A record without either speaks of every version
 * only if it is about a malicious package.
 */
export function evaluateEntry(
  entry: AffectedEntry,
  subject: Subject,
  order: Order,
): { readonly statement?: Statement; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const matches = entry.ranges.flatMap((range): RangeMatch[] => {
    try {
      const match = evaluateRange(range, subject.version, order);
      return match === undefined ? [] : [match];
    } catch (error) {
      problems.push(unreadableRange(entry, subject, error));
      return [];
    }
  });
  const listed = matches.length > 0 ? undefined : listedMatch(entry, subject.version, order);
  const all = listed === undefined ? matches : [listed];
  if (all.length === 0) return { problems };
  return {
    problems,
    statement: { entry, evidence: all.map((match) => toEvidence(entry, match)), fixed: all.flatMap(({ fixed }) => fixed) },
  };
}

function listedMatch({ advisory, ranges, versions }: AffectedEntry, version: string, order: Order): RangeMatch | undefined {
  if (versions.length === 0 && ranges.length === 0 && advisory.startsWith('MAL-')) {
    return { range: 'all versions', comparison: `${version} is one of all versions`, fixed: [] };
  }
  const listed = versions.includes(version) ? version : versions.find((other) => isEqual(version, other, order));
  return listed === undefined ? undefined : { range: `listed version ${listed}`, comparison: `${version} = ${listed}`, fixed: [] };
}

/** A listed text that is no version cannot be equal to one. */
function isEqual(version: string, listed: string, order: Order): boolean {
  try {
    return order.compareToBound(version, listed) === 0;
  } catch (error) {
    if (error instanceof PlimsollError && error.code === 'INVALID_VERSION') return false;
    throw error;
  }
}

function toEvidence({ advisory, imports }: AffectedEntry, { range, comparison }: RangeMatch): Evidence {
  return { advisory, range, comparison, ...(imports === undefined ? {} : { imports }) };
}

function unreadableRange({ advisory }: AffectedEntry, { ecosystem, name }: Subject, error: unknown): Problem {
  if (!(error instanceof PlimsollError) || error.code !== 'INVALID_VERSION') throw error;
  return { code: 'MALFORMED_ADVISORY', message: `a range of ${advisory} for ${ecosystem} ${name} was left out: ${error.message}` };
}
