import { checks } from '@plimsoll/checks';
import { checkImage, type ReadImage } from '@plimsoll/engine';
import { repositoryOfLayoutName } from '@plimsoll/image';
import { isDigest } from '@plimsoll/model';
import { assessBase, type BaseAssessment } from '@plimsoll/remediation';
import { type CheckDocument, layerReference, toTarget } from '@plimsoll/reports';
import type { Terminal } from '../terminal.ts';
import { contentsOf } from './read-contents.ts';
import { type KnownTarget, openLineage } from './read-lineage.ts';
import { readTarget, type ReadTargetOptions } from './read-target.ts';

export interface CheckOptions extends ReadTargetOptions {
  /** Places with images that the target may be built on: they tell base from application. */
  readonly registry: readonly string[];
  readonly maxBaseAgeDays: number;
}

/** Reads an image and checks it; no advisories are needed. @throws PlimsollError if it cannot be read */
export async function check(
  target: string,
  options: CheckOptions,
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
): Promise<CheckDocument> {
  const read = await readTarget(target, options, environment, terminal);
  const lineage = await openLineage(target, read, options.registry, terminal);
  try {
    const assessment = assessBase(lineage.target, { known: lineage.known, now: new Date(), maxAgeDays: options.maxBaseAgeDays });
    return toCheckDocument(target, read, assessment?.base.name, checkKnown(read, assessment, lineage));
  } finally {
    await lineage.registry.close();
  }
}

/** Runs all checks on an image whose base was judged. */
export function checkKnown(
  read: ReadImage,
  assessment: BaseAssessment | undefined,
  { registry, target }: KnownTarget,
): ReturnType<typeof checkImage> {
  const base = assessment?.base;
  const baseConfig = registry.images.find(({ known }) => known.digest === base?.images[0]?.digest)?.image.config;
  const tag = target.tags[0]?.tag ?? tagOf(read.image.reference);
  return checkImage(read, {
    ...(base?.layerCount === undefined ? {} : { baseLayers: base.layerCount }),
    ...(baseConfig === undefined ? {} : { baseConfig }),
    ...(assessment === undefined || base === undefined
      ? {}
      : { baseOutdated: { name: base.name, reasons: assessment.reasons.map(({ message }) => message) } }),
    ...(tag === undefined ? {} : { tag }),
  });
}

/** Empty for a digest; undefined if the reference says nothing of a tag. */
function tagOf(reference: string | undefined): string | undefined {
  if (reference === undefined) return undefined;
  if (isDigest(reference)) return '';
  const colon = reference.lastIndexOf(':');
  if (colon > reference.lastIndexOf('/')) return reference.slice(colon + 1);
  return reference.includes('/') ? undefined : (repositoryOfLayoutName(reference)?.tag ?? reference);
}

function toCheckDocument(name: string, read: ReadImage, base: string | undefined, results: ReturnType<typeof checkImage>): CheckDocument {
  const { layers } = read.inventory;
  return {
    schemaVersion: 1,
    target: toTarget(name, contentsOf(read)),
    base: base ?? null,
    coverage: read.facts.problems.length > 0 ? 'partial' : 'complete',
    results: results.map(({ id, status, severity, message, layer, origin, evidence }) => {
      const { title, cis, remedy, urls } = checks.find((one) => one.id === id)!;
      return {
        id,
        title,
        ...(cis === undefined ? {} : { cis }),
        status,
        severity,
        message,
        layer: layerReference(layer === undefined ? undefined : layers[layer]),
        origin,
        evidence: [...evidence],
        remedy,
        urls: [...urls],
      };
    }),
    problems: [...read.facts.problems],
  };
}
