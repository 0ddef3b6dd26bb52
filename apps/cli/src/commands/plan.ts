import { openStore } from '@plimsoll/advisories';
import { matchInventory, type ReadImage } from '@plimsoll/engine';
import { openImage } from '@plimsoll/image';
import type { Link, Problem } from '@plimsoll/model';
import {
  assessBase,
  type BaseAssessment,
  type BuildStep,
  configurationEdits,
  exploitedRisk,
  type FixPlan,
  type ManifestFile,
  planFixes,
  type Plans,
  type ReadCandidate,
  reconstructDockerfile,
  severityRisk,
  toDockerfileDiff,
  toPullRequest,
  toShellLines,
} from '@plimsoll/remediation';
import { layerReference, type PlanDocument, type PlanTexts, toTarget } from '@plimsoll/reports';
import { storeFolder } from '../environment.ts';
import { readManifests } from '../manifests.ts';
import { openTarget } from '../target.ts';
import type { Terminal } from '../terminal.ts';
import { checkKnown } from './check.ts';
import { contentsOf } from './read-contents.ts';
import { type KnownTarget, openLineage, readKnown } from './read-lineage.ts';
import { readTarget, type ReadTargetOptions } from './read-target.ts';

export interface PlanOptions extends ReadTargetOptions {
  readonly db: string | undefined;
  /** Places with images that the target may be built on, or move to. */
  readonly registry: readonly string[];
  readonly maxBaseAgeDays: number;
}

/** What `plimsoll plan` found: the document, and every plan in other words. */
export interface PlanResult {
  readonly document: PlanDocument;
  /** One a plan, in their order. */
  readonly texts: readonly (PlanTexts & { readonly pullRequest: { readonly title: string; readonly body: string } })[];
  readonly problems: readonly Problem[];
}

/** Reads an image and says which edits would remove the most. @throws PlimsollError STORE_NOT_FOUND before anything is read; whatever reading throws */
export async function plan(target: string, options: PlanOptions, environment: NodeJS.ProcessEnv, terminal: Terminal): Promise<PlanResult> {
  const store = openStore(options.db ?? storeFolder(environment));
  try {
    const read = await readTarget(target, options, environment, terminal);
    const lineage = await openLineage(target, read, options.registry, terminal);
    try {
      const match = (inventory: ReadImage['inventory']): ReturnType<typeof matchInventory> => matchInventory(inventory, store);
      const { problems } = match(read.inventory);
      const ended = problems.find(({ code }) => code === 'END_OF_LIFE_RELEASE')?.message;
      const assessment = assessBase(lineage.target, {
        known: lineage.known,
        now: new Date(),
        maxAgeDays: options.maxBaseAgeDays,
        // The base brings the distribution: what is true of the image is true of it.
        endOfLife: (image) => (isUnder(image.chainIds.at(-1), read) ? ended : undefined),
      });
      const layerCount = assessment?.base.layerCount;
      const dockerfile = reconstructDockerfile(assessment?.base.name ?? 'scratch', stepsOf(read), layerCount ?? 0);
      const results = checkKnown(read, assessment, lineage).filter(({ status }) => status === 'fail');
      const plans = planFixes({
        inventory: read.inventory,
        match,
        riskOf: (link: Link) => (store.vulnerability(link.vulnerability)?.kev === undefined ? severityRisk(link) : exploitedRisk(link)),
        manifests: await manifestsOf(target, options, layerCount ?? 0),
        configuration: configurationEdits(
          results.filter(({ origin }) => origin !== 'base').map(({ id }) => id),
          dockerfile,
        ),
        ...(assessment === undefined || layerCount === undefined
          ? {}
          : { base: { name: assessment.base.name, layerCount, ...(await basesOf(assessment, lineage, options, environment, terminal)) } }),
      });
      return {
        document: toPlanDocument(target, read, assessment, plans, results),
        texts: plans.plans.map((one) => textsOf(one, target, dockerfile)),
        // A range of an advisory that nobody can read is the feed's fault, not a gap of this image.
        problems: [...read.inventory.problems, ...problems].filter(({ code }) => code !== 'MALFORMED_ADVISORY'),
      };
    } finally {
      await lineage.registry.close();
    }
  } finally {
    await store.close();
  }
}

type Failed = ReturnType<typeof checkKnown>;

function isUnder(chainId: string | undefined, { inventory }: ReadImage): boolean {
  return inventory.layers.some((layer) => layer.chainId === chainId);
}

/** The present base and the candidates, read. One that cannot be read is left out, and told. */
async function basesOf(
  { base, candidates }: BaseAssessment,
  lineage: KnownTarget,
  options: PlanOptions,
  environment: NodeJS.ProcessEnv,
  terminal: Terminal,
): Promise<{ inventory?: ReadImage['inventory']; candidates: ReadCandidate[] }> {
  const present =
    base.images[0] === undefined ? undefined : await readKnown(base.images[0], base.name, lineage, options, environment, terminal);
  const read: ReadCandidate[] = [];
  for (const { name, image } of candidates) {
    const inventory = await readKnown(image, name, lineage, options, environment, terminal);
    if (inventory !== undefined) read.push({ name, digest: image.digest, inventory });
  }
  return { candidates: read, ...(present === undefined ? {} : { inventory: present }) };
}

async function manifestsOf(target: string, { platform }: PlanOptions, firstLayer: number): Promise<readonly ManifestFile[]> {
  const { source, reference } = await openTarget(target);
  try {
    const image = await openImage(source, {
      ...(reference === undefined ? {} : { reference }),
      ...(platform === undefined ? {} : { platform }),
    });
    return await readManifests(source, image, firstLayer);
  } finally {
    await source.close();
  }
}

function toPlanDocument(
  name: string,
  read: ReadImage,
  assessment: BaseAssessment | undefined,
  { candidates, plans }: Plans,
  results: Failed,
): PlanDocument {
  return {
    schemaVersion: 1,
    target: toTarget(name, contentsOf(read)),
    base:
      assessment === undefined
        ? null
        : {
            name: assessment.base.name,
            digest: assessment.base.digest ?? '',
            outdated: assessment.outdated,
            reasons: assessment.reasons.map(({ message }) => message),
            candidates: candidates.map(({ name: candidate, digest, removes, remaining, adds }) => ({
              name: candidate,
              digest,
              removes: [...removes],
              remaining,
              adds: [...adds],
            })),
          },
    plans: plans.map(({ title, edits, removes, remaining, unfixable, adds }) => ({
      title,
      edits: edits.map(({ kind, file, before, after }) => ({ kind, ...(file === undefined ? {} : { file }), before, after })),
      removes: [...removes],
      remaining,
      unfixable,
      adds: [...adds],
    })),
    configuration: results.map(({ id, severity, layer, message, origin }) => ({
      id,
      severity,
      layer: layerReference(layer === undefined ? undefined : read.inventory.layers[layer]),
      message: origin === 'base' ? `${message} (its base does)` : message,
    })),
  };
}

function textsOf(one: FixPlan, target: string, dockerfile: readonly string[]): PlanResult['texts'][number] {
  return {
    limits: one.limits,
    dockerfileDiff: toDockerfileDiff(one, dockerfile),
    shell: toShellLines(one),
    pullRequest: toPullRequest(one, target),
  };
}

/** The history in its order, each step in its clean spelling. */
function stepsOf({ image }: ReadImage): BuildStep[] {
  const layers = image.layers.values();
  const empty = image.emptyInstructions.values();
  return image.config.history.map(({ isEmpty }) => ({
    instruction: (isEmpty ? empty.next().value : layers.next().value?.instruction) ?? '',
    hasLayer: !isEmpty,
  }));
}
