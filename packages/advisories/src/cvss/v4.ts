import { hasAll, type Metrics, metricValues, readMetrics } from './metrics.ts';
import { type MacroVector, macroScore } from './v4-macro-scores.ts';

const BASE = ['AV', 'AC', 'AT', 'PR', 'UI', 'VC', 'VI', 'VA', 'SC', 'SI', 'SA'];

const KNOWN = metricValues(
  'AV N A L P',
  'AC L H',
  'AT N P',
  'PR N L H',
  'UI N P A',
  'VC H L N',
  'VI H L N',
  'VA H L N',
  'SC H L N',
  'SI H L N',
  'SA H L N',
  'E X A P U',
  'CR X H M L',
  'IR X H M L',
  'AR X H M L',
  'MAV X N A L P',
  'MAC X L H',
  'MAT X N P',
  'MPR X N L H',
  'MUI X N P A',
  'MVC X H L N',
  'MVI X H L N',
  'MVA X H L N',
  'MSC X H L N',
  'MSI X S H L N',
  'MSA X S H L N',
  'S X N P',
  'AU X N Y',
  'R X A U I',
  'V X D C',
  'RE X L M H',
  'U X Clear Green Amber Red',
);

/** The worst is assumed of what is not defined. */
const DEFAULTS: Readonly<Record<string, string>> = { E: 'A', CR: 'H', IR: 'H', AR: 'H' };

/** A metric's values from the most severe on. A value's place is its severity level; subsequent systems' start with Safety. */
const LEVELS: ReadonlyMap<string, string> = new Map([
  ['AV', 'NALP'],
  ['PR', 'NLH'],
  ['UI', 'NPA'],
  ['AC', 'LH'],
  ['AT', 'NP'],
  ['VC', 'HLN'],
  ['VI', 'HLN'],
  ['VA', 'HLN'],
  ['SC', 'SHLN'],
  ['SI', 'SHLN'],
  ['SA', 'SHLN'],
  ['CR', 'HML'],
  ['IR', 'HML'],
  ['AR', 'HML'],
]);

/** An equivalence set: its metrics, and for each level the most severe vectors and the depth, the distance to the least severe one. */
interface EquivalenceSet {
  readonly metrics: readonly string[];
  readonly levels: Readonly<Record<string, { readonly depth: number; readonly highest: readonly string[] }>>;
}

const EQ1: EquivalenceSet = {
  metrics: ['AV', 'PR', 'UI'],
  levels: {
    '0': { depth: 1, highest: ['NNN'] },
    '1': { depth: 4, highest: ['ANN', 'NLN', 'NNP'] },
    '2': { depth: 5, highest: ['PNN', 'ALP'] },
  },
};
const EQ2: EquivalenceSet = {
  metrics: ['AC', 'AT'],
  levels: { '0': { depth: 1, highest: ['LN'] }, '1': { depth: 2, highest: ['HN', 'LP'] } },
};
/** EQ3 and EQ6 depend on each other, so a level is that of both. */
const EQ3_EQ6: EquivalenceSet = {
  metrics: ['VC', 'VI', 'VA', 'CR', 'IR', 'AR'],
  levels: {
    '00': { depth: 7, highest: ['HHHHHH'] },
    '01': { depth: 6, highest: ['HHLMMH', 'HHHMMM'] },
    '10': { depth: 8, highest: ['LHHHHH', 'HLHHHH'] },
    '11': { depth: 8, highest: ['LHLHMH', 'LHHHMM', 'HLHMHM', 'HLLMHH', 'LLHHHM'] },
    '21': { depth: 10, highest: ['LLLHHH'] },
  },
};
const EQ4: EquivalenceSet = {
  metrics: ['SC', 'SI', 'SA'],
  levels: { '0': { depth: 6, highest: ['HSS'] }, '1': { depth: 5, highest: ['HHH'] }, '2': { depth: 4, highest: ['LLL'] } },
};

/**
 * Scores the metrics of a CVSS 4.0 vector, with all threat and environmental metrics that it has.
 *
 * @param metricsText the vector without its `CVSS:4.0/`
 * @returns 0 to 10 with one decimal; undefined if the vector is not valid
 * @see https://www.first.org/cvss/v4.0/specification-document#CVSS-v4-0-Scoring
 */
export function scoreV4(metricsText: string): number | undefined {
  const metrics = readMetrics(metricsText, KNOWN, true);
  if (metrics === undefined || !hasAll(metrics, BASE)) return undefined;
  if (['VC', 'VI', 'VA', 'SC', 'SI', 'SA'].every((name) => valueOf(metrics, name) === 'N')) return 0;
  const macro = macroVectorOf(metrics);
  const top = macroScore(macro);
  if (top === undefined) throw new Error(`there is no MacroVector ${JSON.stringify(macro)}`);
  const { eq1, eq2, eq3, eq4, eq5, eq6 } = macro;
  const steps = [
    stepDown(top, [{ ...macro, eq1: eq1 + 1 }], shareOf(metrics, EQ1, `${eq1}`)),
    stepDown(top, [{ ...macro, eq2: eq2 + 1 }], shareOf(metrics, EQ2, `${eq2}`)),
    stepDown(top, belowEq3AndEq6(macro), shareOf(metrics, EQ3_EQ6, `${eq3}${eq6}`)),
    stepDown(top, [{ ...macro, eq4: eq4 + 1 }], shareOf(metrics, EQ4, `${eq4}`)),
    stepDown(top, [{ ...macro, eq5: eq5 + 1 }], 0),
  ].filter((step) => step !== undefined);
  const mean = steps.length === 0 ? 0 : steps.reduce((sum, step) => sum + step, 0) / steps.length;
  // The addend makes up for sums that lie just below a half in binary.
  return Math.round((Math.max(0, Math.min(10, top - mean)) + 1e-6) * 10) / 10;
}

/** How far to go down towards the score of the MacroVector below; undefined if there is none below. */
function stepDown(top: number, below: readonly MacroVector[], share: number): number | undefined {
  const scores = below.map(macroScore).filter((score) => score !== undefined);
  return scores.length === 0 ? undefined : (top - Math.max(...scores)) * share;
}

function belowEq3AndEq6(macro: MacroVector): MacroVector[] {
  const { eq3, eq6 } = macro;
  const nextEq3 = { ...macro, eq3: eq3 + 1 };
  const nextEq6 = { ...macro, eq6: eq6 + 1 };
  if (eq6 === 1) return [nextEq3];
  return eq3 === 0 ? [nextEq3, nextEq6] : [nextEq6];
}

/** The part of the set's depth that lies between the vector and the most severe one above it. */
function shareOf(metrics: Metrics, set: EquivalenceSet, level: string): number {
  const { depth, highest } = set.levels[level]!;
  for (const vector of highest) {
    const distances = set.metrics.map((name, index) => levelOf(name, valueOf(metrics, name)) - levelOf(name, vector[index]!));
    if (distances.every((distance) => distance >= 0)) return distances.reduce((sum, distance) => sum + distance, 0) / depth;
  }
  throw new Error(`no highest vector of ${set.metrics.join()} level ${level} lies above`);
}

function levelOf(name: string, value: string): number {
  return LEVELS.get(name)!.indexOf(value);
}

/** The value that counts: the modified one if there is one, else that of the vector, else the worst. */
function valueOf(metrics: Metrics, name: string): string {
  const own = [metrics.get(`M${name}`), metrics.get(name)].find((value) => value !== undefined && value !== 'X');
  return own ?? DEFAULTS[name] ?? 'X';
}

function macroVectorOf(metrics: Metrics): MacroVector {
  const is = (name: string, value: string): boolean => valueOf(metrics, name) === value;
  const easy = [is('AV', 'N'), is('PR', 'N'), is('UI', 'N')];
  const high = [is('VC', 'H'), is('VI', 'H'), is('VA', 'H')];
  const hasHighNeed = (['C', 'I', 'A'] as const).some((letter) => is(`${letter}R`, 'H') && is(`V${letter}`, 'H'));
  return {
    eq1: easy.every(Boolean) ? 0 : easy.some(Boolean) && !is('AV', 'P') ? 1 : 2,
    eq2: is('AC', 'L') && is('AT', 'N') ? 0 : 1,
    eq3: high[0] && high[1] ? 0 : high.some(Boolean) ? 1 : 2,
    eq4: is('SI', 'S') || is('SA', 'S') ? 0 : ['SC', 'SI', 'SA'].some((name) => is(name, 'H')) ? 1 : 2,
    eq5: ['A', 'P', 'U'].indexOf(valueOf(metrics, 'E')),
    eq6: hasHighNeed ? 0 : 1,
  };
}
