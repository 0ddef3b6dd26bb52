/** Which rows of a list are chosen, by key. */
export type Selection = ReadonlySet<string>;

/** With these rows, or without them. */
export function withRows(selection: Selection, keys: readonly string[], isOn: boolean): Selection {
  const next = new Set(selection);
  for (const key of keys) {
    if (isOn) next.add(key);
    else next.delete(key);
  }
  return next;
}

/** The rows between two of them, both included, whichever comes first; only `to` if the other one is not in the list (any more). */
export function rowsBetween(order: readonly string[], from: string | undefined, to: string): readonly string[] {
  const end = order.indexOf(to);
  const start = from === undefined ? -1 : order.indexOf(from);
  return start < 0 ? [to] : order.slice(Math.min(start, end), Math.max(start, end) + 1);
}

/** Whether all rows of a list are chosen, or some, or none. */
export function howMany(selection: Selection, order: readonly string[]): 'all' | 'some' | 'none' {
  const chosen = order.filter((key) => selection.has(key)).length;
  return chosen === 0 ? 'none' : chosen === order.length ? 'all' : 'some';
}
