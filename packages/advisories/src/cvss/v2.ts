import { hasAll, hasAny, type Metrics, metricValues, readMetrics, weightOf } from './metrics.ts';

const BASE = ['AV', 'AC', 'Au', 'C', 'I', 'A'];
const TEMPORAL = ['E', 'RL', 'RC'];
const ENVIRONMENTAL = ['CDP', 'TD', 'CR', 'IR', 'AR'];

const KNOWN = metricValues(
  'AV L A N',
  'AC H M L',
  'Au M S N',
  'C N P C',
  'I N P C',
  'A N P C',
  'E U POC F H ND',
  'RL OF TF W U ND',
  'RC UC UR C ND',
  'CDP N L LM MH H ND',
  'TD N L M H ND',
  'CR L M H ND',
  'IR L M H ND',
  'AR L M H ND',
);

/** What is missing here weighs 1, but for collateral damage. */
const WEIGHTS: Readonly<Record<string, number>> = {
  'AV:L': 0.395,
  'AV:A': 0.646,
  'AV:N': 1,
  'AC:H': 0.35,
  'AC:M': 0.61,
  'AC:L': 0.71,
  'Au:M': 0.45,
  'Au:S': 0.56,
  'Au:N': 0.704,
  ...forEach(['C', 'I', 'A'], { N: 0, P: 0.275, C: 0.66 }),
  'E:U': 0.85,
  'E:POC': 0.9,
  'E:F': 0.95,
  'RL:OF': 0.87,
  'RL:TF': 0.9,
  'RL:W': 0.95,
  'RC:UC': 0.9,
  'RC:UR': 0.95,
  'CDP:N': 0,
  'CDP:L': 0.1,
  'CDP:LM': 0.3,
  'CDP:MH': 0.4,
  'CDP:H': 0.5,
  'CDP:ND': 0,
  'TD:N': 0,
  'TD:L': 0.25,
  'TD:M': 0.75,
  ...forEach(['CR', 'IR', 'AR'], { L: 0.5, H: 1.51 }),
};

/**
 * Scores a CVSS 2.0 vector (`AV:N/AC:L/Au:N/C:N/I:N/A:C`): with the environmental metrics if it has them, else the temporal ones, else
 * the base. A group of optional metrics must be whole.
 *
 * @returns 0 to 10 with one decimal; undefined if the vector is not valid
 * @see https://www.first.org/cvss/v2/guide
 */
export function scoreV2(vector: string): number | undefined {
  const metrics = readMetrics(vector, KNOWN, true);
  if (metrics === undefined || !hasAll(metrics, BASE)) return undefined;
  const isWhole = [TEMPORAL, ENVIRONMENTAL].every((group) => hasAll(metrics, group) || !group.some((name) => metrics.has(name)));
  if (!isWhole) return undefined;
  if (hasAny(metrics, ENVIRONMENTAL)) return environmental(metrics);
  return temporal(metrics, base(metrics, impactOf(metrics, false)));
}

function impactOf(metrics: Metrics, isAdjusted: boolean): number {
  const untouched = ['C', 'I', 'A'].reduce((rest, name) => {
    const requirement = isAdjusted ? weightOf(metrics, WEIGHTS, `${name}R`) : 1;
    return rest * (1 - weightOf(metrics, WEIGHTS, name) * requirement);
  }, 1);
  const impact = 10.41 * (1 - untouched);
  return isAdjusted ? Math.min(10, impact) : impact;
}

function base(metrics: Metrics, impact: number): number {
  const exploitability = 20 * weightOf(metrics, WEIGHTS, 'AV') * weightOf(metrics, WEIGHTS, 'AC') * weightOf(metrics, WEIGHTS, 'Au');
  return round((0.6 * impact + 0.4 * exploitability - 1.5) * (impact === 0 ? 0 : 1.176));
}

function temporal(metrics: Metrics, score: number): number {
  return round(TEMPORAL.reduce((product, name) => product * weightOf(metrics, WEIGHTS, name), score));
}

/** The adjusted score of a harmless flaw can lie just below 0; the result does not. */
function environmental(metrics: Metrics): number {
  const adjusted = temporal(metrics, base(metrics, impactOf(metrics, true)));
  return Math.max(0, round((adjusted + (10 - adjusted) * weightOf(metrics, WEIGHTS, 'CDP')) * weightOf(metrics, WEIGHTS, 'TD')));
}

/** To one decimal. The small addend makes up for products such as 8.35, which lie just below in binary. */
function round(score: number): number {
  return Math.round(score * 10 + 1e-9) / 10;
}

function forEach(names: readonly string[], weights: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(names.flatMap((name) => Object.entries(weights).map(([value, weight]) => [`${name}:${value}`, weight])));
}
