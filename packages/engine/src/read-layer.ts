import { type Analysis, type Analyzer, analyzers, NOTHING } from '@plimsoll/analyzers';
import { FactCollector } from '@plimsoll/checks';
import { type Descriptor, type ImageSource, type LayerEntry, type Limits, readLayer } from '@plimsoll/image';
import type { Digest, Problem } from '@plimsoll/model';
import { ManifestCollector } from './layer-manifests.ts';
import type { FileResult, LayerResult } from './layer-result.ts';

/** What a layer costs while it is read. */
export interface ReadLayerOptions {
  readonly limits?: Limits;
  readonly signal?: AbortSignal;
  /** Called with the number of stored bytes that came since the last call. */
  readonly onBytes?: (bytes: number) => void;
}

/**
 * Streams one layer through all analyzers, and gathers what the checks and plans ask for.
 *
 * @throws PlimsollError DIGEST_MISMATCH, SIZE_MISMATCH, TRUNCATED, BLOB_NOT_FOUND: nothing of the layer can then be trusted
 */
export async function analyzeLayer(
  source: ImageSource,
  layer: Descriptor & { readonly diffId: Digest },
  options: ReadLayerOptions = {},
): Promise<LayerResult> {
  const files: FileResult[] = [];
  const facts = new FactCollector();
  const manifests = new ManifestCollector();
  const stream = await source.openBlob(layer, options.signal === undefined ? {} : { signal: options.signal });
  const tree = await readLayer(stream, layer, {
    ...options,
    onMember: (path, header) => facts.onMember(path, header),
    matches: (path) => facts.wants(path) || manifests.wants(path) || analyzers.some((analyzer) => analyzer.matches(path)),
    sniff: (path, head) =>
      manifests.wants(path) || (facts.wants(path) && !head.includes(0)) || analyzers.some((analyzer) => wants(analyzer, path, head)),
    onFile: (entry) => {
      if (facts.mayRead(entry.path, entry.sizeBytes)) facts.onContent(entry.path, entry.read(0, entry.sizeBytes));
      if (manifests.wants(entry.path)) manifests.onFile(entry);
      const head = entry.read(0, 64);
      for (const analyzer of analyzers) {
        if (!wants(analyzer, entry.path, head)) continue;
        const analysis = worthKeeping(analyze(analyzer, entry));
        if (!isEmpty(analysis)) files.push({ path: entry.path, digest: entry.digest, analyzer: analyzer.id, analysis });
      }
    },
  });
  const kept = manifests.finish();
  return { tree, files, facts: facts.finish(), ...(kept.length === 0 ? {} : { manifests: kept }) };
}

function wants(analyzer: Analyzer, path: string, head: Uint8Array): boolean {
  return analyzer.matches(path) && (!('sniff' in analyzer) || analyzer.sniff === undefined || analyzer.sniff(head));
}

function analyze(analyzer: Analyzer, entry: LayerEntry): Analysis {
  try {
    return 'analyze' in analyzer ? analyzer.analyze({ path: entry.path, bytes: entry.bytes() }) : analyzer.open(entry);
  } catch (error) {
    const problem: Problem = {
      code: 'MALFORMED_FILE',
      message: `${analyzer.id} could not read ${entry.path}: ${error instanceof Error ? error.message : String(error)}`,
      path: entry.path,
    };
    return { ...NOTHING, problems: [problem] };
  }
}

function isEmpty({ packages, problems, ownership = [], os, facts }: Analysis): boolean {
  return packages.length + problems.length + ownership.length === 0 && os === undefined && facts === undefined;
}

/** Ownership is asked about files that some analyzer reads, and no other: the rest of a distribution's file lists is not kept. */
function worthKeeping(analysis: Analysis): Analysis {
  if (analysis.ownership === undefined) return analysis;
  const ownership = analysis.ownership
    .map(({ owner, paths }) => ({ owner, paths: paths.filter((path) => analyzers.some((analyzer) => analyzer.matches(path))) }))
    .filter(({ paths }) => paths.length > 0);
  return { ...analysis, ownership };
}
