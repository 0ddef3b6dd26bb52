import { createHash } from 'node:crypto';
import { type Analysis, type Analyzer, analyzers } from '@plimsoll/analyzers';
import { FACTS_VERSION, type LayerFacts } from '@plimsoll/checks';
import type { LayerTree } from '@plimsoll/image';
import type { Digest } from '@plimsoll/model';
import type { ManifestFile } from '@plimsoll/remediation';

/** What one analyzer found in one file of one layer. */
export interface FileResult {
  readonly path: string;
  readonly digest: Digest;
  /** Id of the analyzer: `os/dpkg`. */
  readonly analyzer: string;
  readonly analysis: Analysis;
}

/** A layer, read once: everything that later steps ask of it. Plain JSON, so that it can be kept. */
export interface LayerResult {
  readonly tree: LayerTree;
  /** In the order of the archive. */
  readonly files: readonly FileResult[];
  /** What the checks of an image may ask for. */
  readonly facts: LayerFacts;
  /** What says how the application's dependencies are asked for. Absent if there is nothing, and in results that were kept before it was asked. */
  readonly manifests?: readonly ManifestFile[];
}

/** Of a layer that could not be read. */
export const EMPTY_TREE: LayerTree = {
  whiteouts: [],
  opaques: [],
  shadows: [],
  symlinks: {},
  hardLinks: {},
  directories: [],
  entries: 0,
  unpackedBytes: 0,
  problems: [],
};

/**
 * Of the analyzers and their versions, of what checks ask for, and of the shape of what is kept: a layer or an inventory of another fingerprint is read again.
 * 16 hex digits.
 */
export function fingerprintOf(list: readonly Analyzer[]): string {
  const names = list.map(({ id, version }) => `${id}@${version}`).toSorted();
  return createHash('sha256')
    .update(JSON.stringify([LAYER_RESULT_SHAPE, FACTS_VERSION, names]))
    .digest('hex')
    .slice(0, 16);
}

/** Raise it when `LayerResult` or what the engine makes of it changes its meaning. */
const LAYER_RESULT_SHAPE = 2;

/** The fingerprint of everything that this version of Plimsoll would find. */
export const FINGERPRINT: string = fingerprintOf(analyzers);
