import type { CheckInput, ImageFact, Observation } from '../check.ts';
import { originOfLayer } from '../origin.ts';

const MAX_NAMED = 3;
const MAX_EVIDENCE = 20;

/** One observation a layer for the facts of one kind: `3 setuid files: usr/bin/su, ..`. Deleted files say nothing. */
export function observeByLayer(
  input: CheckInput,
  isMeant: (entry: ImageFact) => boolean,
  words: { readonly one: string; readonly many: string },
): Observation[] {
  const entries = input.facts.filter((entry) => !entry.isDeleted && isMeant(entry));
  return [...Map.groupBy(entries, ({ layer }) => layer)].map(([layer, group]) => {
    const paths = group.map(({ fact }) => fact.path);
    const named = paths.slice(0, MAX_NAMED).join(', ') + (paths.length > MAX_NAMED ? ` and ${paths.length - MAX_NAMED} more` : '');
    return {
      message: `${paths.length} ${paths.length === 1 ? words.one : words.many}: ${named}`,
      layer,
      evidence: group
        .slice(0, MAX_EVIDENCE)
        .map(({ fact }) => ('mode' in fact ? `${fact.path} ${fact.mode.toString(8).padStart(4, '0')}` : fact.path)),
      origin: originOfLayer(layer, input),
    };
  });
}
