import { SEVERITIES, type Severity, type Vulnerability } from '@plimsoll/model';
import type { AdvisoryDetails, AffectedPackage } from './advisory.ts';
import { scoreCvss, severityOfScore } from './cvss/cvss.ts';
import { isDistribution } from './ecosystem.ts';

/** How bad a flaw is, from all that its records say. */
export interface Rating {
  /** From records about this flaw alone. */
  readonly own: Severity;
  /** The same, or where nobody rates it alone, the rating of the bundles that fix it. */
  readonly severity: Severity;
  readonly cvss?: Vulnerability['cvss'];
}

/** GHSA's word, then the best CVSS vector, then other words, then those of bundles. */
export function rateGroup(records: readonly AdvisoryDetails[], bundles: readonly AdvisoryDetails[]): Rating {
  const best = bestVector(records.flatMap((record) => record.vectors));
  const ghsa = worst(records.filter((record) => record.id.startsWith('GHSA-')).map((record) => record.label));
  const scored = best === undefined ? undefined : severityOfScore(best.score, best.version);
  const isMalicious = records.some((record) => record.id.startsWith('MAL-'));
  const own = isMalicious ? 'critical' : (ghsa ?? scored ?? worst(records.map((record) => record.label)) ?? 'unknown');
  const severity = own === 'unknown' ? (worst(bundles.map((record) => record.label)) ?? 'unknown') : own;
  return { own, severity, ...(best === undefined ? {} : { cvss: { vector: best.vector, score: best.score } }) };
}

/**
 * How bad a flaw is for one package: the distribution's word on this package, then the record's vector for it, then the distribution's word on
 * the whole record (`label`), then the group's. The word of a bundle with several flaws is that of its worst, so it counts only where nothing better is known.
 */
export function ratePackage(label: Severity | undefined, affected: AffectedPackage, group: Rating, isAlone: boolean): Severity {
  if (affected.label !== undefined) return affected.label;
  const vector = bestVector(affected.vectors ?? []);
  if (vector !== undefined) return severityOfScore(vector.score, vector.version);
  if (!isDistribution(affected.ecosystem) || label === undefined) return group.severity;
  return isAlone || group.own === 'unknown' ? label : group.own;
}

/** v4 before v3.1, v3.0 and v2; of one version the highest score. */
function bestVector(vectors: readonly string[]): { vector: string; version: string; score: number } | undefined {
  const scored = [...new Set(vectors)].flatMap((vector) => {
    const result = scoreCvss(vector);
    return result === undefined ? [] : [{ vector, version: String(result.version), score: result.score }];
  });
  return scored.toSorted((a, b) => b.version.localeCompare(a.version, 'en') || b.score - a.score)[0];
}

function worst(labels: readonly (Severity | undefined)[]): Severity | undefined {
  return SEVERITIES.find((severity) => labels.includes(severity));
}
