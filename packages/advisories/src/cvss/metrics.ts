/** The metrics of a vector: `AV` -> `N`. What the vector leaves out is missing. */
export type Metrics = ReadonlyMap<string, string>;

/** A metric's name and the values that it may have, in the order of the specification. */
export type MetricValues = ReadonlyMap<string, readonly string[]>;

/** Longer than any vector with every metric. */
const MAX_LENGTH = 500;

/** The metrics and values of a specification, from lines such as `AV N A L P`. */
export function metricValues(...lines: readonly string[]): MetricValues {
  return new Map(
    lines.map((line) => {
      const [name = '', ...values] = line.split(' ');
      return [name, values];
    }),
  );
}

/**
 * Reads `AV:N/AC:L/...`, the part of a vector after its version.
 *
 * @param isOrdered whether the metrics must come in the order of `known`
 * @returns undefined if a metric or value is unknown, comes twice or out of order, or the text is malformed
 */
export function readMetrics(text: string, known: MetricValues, isOrdered: boolean): Metrics | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const names = [...known.keys()];
  const metrics = new Map<string, string>();
  let last = -1;
  for (const part of text.split('/')) {
    const colon = part.indexOf(':');
    const name = part.slice(0, Math.max(colon, 0));
    const value = part.slice(colon + 1);
    const place = names.indexOf(name);
    if (!known.get(name)?.includes(value) || metrics.has(name) || (isOrdered && place < last)) return undefined;
    metrics.set(name, value);
    last = place;
  }
  return metrics;
}

/** Whether the vector has every one of the metrics. */
export function hasAll(metrics: Metrics, names: readonly string[]): boolean {
  return names.every((name) => metrics.has(name));
}

/** Whether the vector has at least one of the metrics, with a value other than "not defined". */
export function hasAny(metrics: Metrics, names: readonly string[]): boolean {
  return names.some((name) => !['X', 'ND', undefined].includes(metrics.get(name)));
}

/** A metric's weight: `weights['AV:N']`, 1 for a metric that is not defined. */
export function weightOf(metrics: Metrics, weights: Readonly<Record<string, number>>, name: string): number {
  return weights[`${name}:${metrics.get(name) ?? 'X'}`] ?? 1;
}
