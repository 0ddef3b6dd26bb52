import { hasAll, hasAny, type Metrics, metricValues, readMetrics, weightOf } from './metrics.ts';

const BASE = ['AV', 'AC', 'PR', 'UI', 'S', 'C', 'I', 'A'];
const REQUIREMENTS = ['CR', 'IR', 'AR'];
const MODIFIED = BASE.map((name) => `M${name}`);

const KNOWN = metricValues(
  'AV N A L P',
  'AC L H',
  'PR N L H',
  'UI N R',
  'S U C',
  'C H L N',
  'I H L N',
  'A H L N',
  'E X H F P U',
  'RL X U W T O',
  'RC X C R U',
  'CR X H M L',
  'IR X H M L',
  'AR X H M L',
  'MAV X N A L P',
  'MAC X L H',
  'MPR X N L H',
  'MUI X N R',
  'MS X U C',
  'MC X H L N',
  'MI X H L N',
  'MA X H L N',
);

/** What is missing here weighs 1. Privileges weigh more where the scope changes. */
const WEIGHTS: Readonly<Record<string, number>> = {
  'AV:N': 0.85,
  'AV:A': 0.62,
  'AV:L': 0.55,
  'AV:P': 0.2,
  'AC:L': 0.77,
  'AC:H': 0.44,
  'PR:N': 0.85,
  'PR:L': 0.62,
  'PR:H': 0.27,
  'UI:N': 0.85,
  'UI:R': 0.62,
  'C:H': 0.56,
  'C:L': 0.22,
  'C:N': 0,
  'I:H': 0.56,
  'I:L': 0.22,
  'I:N': 0,
  'A:H': 0.56,
  'A:L': 0.22,
  'A:N': 0,
  'E:F': 0.97,
  'E:P': 0.94,
  'E:U': 0.91,
  'RL:W': 0.97,
  'RL:T': 0.96,
  'RL:O': 0.95,
  'RC:R': 0.96,
  'RC:U': 0.92,
  'CR:H': 1.5,
  'CR:L': 0.5,
  'IR:H': 1.5,
  'IR:L': 0.5,
  'AR:H': 1.5,
  'AR:L': 0.5,
};
const PRIVILEGES_ACROSS_SCOPES: Readonly<Record<string, number>> = { N: 0.85, L: 0.68, H: 0.5 };

/**
 * Scores the metrics of a CVSS 3.0 or 3.1 vector, which may come in any order: with the environmental ones if it has them, else the
 * temporal ones, else the base.
 *
 * @param metricsText the vector without its `CVSS:3.1/`
 * @returns 0 to 10 with one decimal; undefined if the vector is not valid
 * @see https://www.first.org/cvss/v3.1/specification-document#CVSS-v3-1-Equations
 */
export function scoreV3(metricsText: string, version: '3.0' | '3.1'): number | undefined {
  const metrics = readMetrics(metricsText, KNOWN, false);
  if (metrics === undefined || !hasAll(metrics, BASE)) return undefined;
  const roundUp = version === '3.0' ? roundUp30 : roundUp31;
  const isEnvironmental = hasAny(metrics, [...REQUIREMENTS, ...MODIFIED]);
  const effective = isEnvironmental ? withModifications(metrics) : metrics;
  const hasScope = effective.get('S') === 'C';
  const base =
    1 -
    ['C', 'I', 'A'].reduce((rest, name) => {
      const requirement = isEnvironmental ? weightOf(effective, WEIGHTS, `${name}R`) : 1;
      return rest * (1 - weightOf(effective, WEIGHTS, name) * requirement);
    }, 1);
  const impact = impactOf(isEnvironmental ? Math.min(base, 0.915) : base, hasScope, isEnvironmental && version === '3.1');
  if (impact <= 0) return 0;
  const score = roundUp(Math.min((hasScope ? 1.08 : 1) * (impact + exploitabilityOf(effective, hasScope)), 10));
  return roundUp(['E', 'RL', 'RC'].reduce((product, name) => product * weightOf(effective, WEIGHTS, name), score));
}

/** The vector with each modified metric in the place of its base metric. */
function withModifications(metrics: Metrics): Metrics {
  const changed = MODIFIED.filter((name) => hasAny(metrics, [name])).map((name) => [name.slice(1), metrics.get(name) ?? ''] as const);
  return new Map([...metrics, ...changed]);
}

/** 3.1 flattened the curve of the environmental impact across scopes; the base kept that of 3.0. */
function impactOf(base: number, hasScope: boolean, isFlat: boolean): number {
  if (!hasScope) return 6.42 * base;
  return 7.52 * (base - 0.029) - 3.25 * (isFlat ? (base * 0.9731 - 0.02) ** 13 : (base - 0.02) ** 15);
}

function exploitabilityOf(metrics: Metrics, hasScope: boolean): number {
  const privileges = hasScope ? (PRIVILEGES_ACROSS_SCOPES[metrics.get('PR') ?? ''] ?? 1) : weightOf(metrics, WEIGHTS, 'PR');
  return 8.22 * weightOf(metrics, WEIGHTS, 'AV') * weightOf(metrics, WEIGHTS, 'AC') * privileges * weightOf(metrics, WEIGHTS, 'UI');
}

/** 3.0 rounds up what binary fractions give, apart from their noise. */
function roundUp30(score: number): number {
  return Math.ceil(Number((score * 10).toFixed(9))) / 10;
}

/** 3.1 defines it in whole numbers, so that every language gives the same. */
function roundUp31(score: number): number {
  const whole = Math.round(score * 100_000);
  return whole % 10_000 === 0 ? whole / 100_000 : (Math.floor(whole / 10_000) + 1) / 10;
}
