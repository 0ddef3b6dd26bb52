import type { ImageFact } from '@plimsoll/checks';
import { squash } from '@plimsoll/image';
import type { Problem } from '@plimsoll/model';
import { EMPTY_TREE, type LayerResult } from './layer-result.ts';

/** The facts of all layers of an image. */
export interface ImageFacts {
  /** In layer order, then by path. */
  readonly facts: readonly ImageFact[];
  /** Why there may be more to tell: layers that were not read to their end, or had more facts than are kept. */
  readonly problems: readonly Problem[];
}

/**
 * Says of every fact whether its file is still there.
 *
 * @param results undefined where a layer could not be read; the reason is among `problems`
 */
export function placeFacts(
  results: readonly (Pick<LayerResult, 'tree' | 'facts'> | undefined)[],
  problems: readonly Problem[],
): ImageFacts {
  const all = [
    ...problems,
    ...results.flatMap((result, layer) => (result === undefined ? [] : [...result.tree.problems, ...omissionOf(result, layer)])),
  ];
  if (results.every((result) => (result?.facts.facts.length ?? 0) === 0)) return { facts: [], problems: all };
  const view = squash(results.map((result) => result?.tree ?? EMPTY_TREE));
  const facts = results.flatMap((result, layer) =>
    (result?.facts.facts ?? []).map((fact): ImageFact => ({ fact, layer, isDeleted: !view.isVisible(layer, fact.path) })),
  );
  return { facts, problems: all };
}

function omissionOf({ facts: { omitted } }: Pick<LayerResult, 'facts'>, layer: number): Problem[] {
  if (omitted === 0) return [];
  return [
    { code: 'LIMIT_EXCEEDED', message: `layer ${layer + 1} has ${omitted} more files that checks would tell of; they are not listed` },
  ];
}
