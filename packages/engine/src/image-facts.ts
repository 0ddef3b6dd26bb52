import type { ImageFact } from '@plimsoll/checks';
import { squash } from '@plimsoll/image';
import { EMPTY_TREE, type LayerResult } from './layer-result.ts';

/** The facts of all layers of an image. */
export interface ImageFacts {
  /** In layer order. */
  readonly facts: readonly ImageFact[];
  /** True if a layer was not read to its end, or had more facts than are kept. */
  readonly isPartial: boolean;
}

/** Says of every fact whether its file is still there. A result is undefined where its layer could not be read. */
export function placeFacts(results: readonly (Pick<LayerResult, 'tree' | 'facts'> | undefined)[]): ImageFacts {
  const isPartial = results.some((result) => result === undefined || result.facts.omitted > 0 || result.tree.problems.length > 0);
  if (results.every((result) => (result?.facts.facts.length ?? 0) === 0)) return { facts: [], isPartial };
  const view = squash(results.map((result) => result?.tree ?? EMPTY_TREE));
  const facts = results.flatMap((result, layer) =>
    (result?.facts.facts ?? []).map((fact): ImageFact => ({ fact, layer, isDeleted: !view.isVisible(layer, fact.path) })),
  );
  return { facts, isPartial };
}
