import type { AdvisoryStore } from '@plimsoll/advisories';
import type { FixPlan, ImagePlan } from '@plimsoll/contract';
import { type Database, type HidingRule, layerCache, rulesReaching } from '@plimsoll/db';
import { loadManifests, matchInventory } from '@plimsoll/engine';
import type { Inventory, Link, Severity, Subject } from '@plimsoll/model';
import { fitsGlob } from '@plimsoll/policies';
import {
  type BaseAssessment,
  exploitedRisk,
  type FixPlan as PlannedFix,
  keyOf,
  type Match,
  type PlanInput,
  type ReadCandidate,
  reconstructDockerfile,
  severityRisk,
  toDockerfileDiff,
  toPullRequest,
  toShellLines,
} from '@plimsoll/remediation';
import type { Fleet } from './image-lineage.ts';
import { inventoryOf, keptInventory } from './stored-inventory.ts';

/** An image with all that plans for it are made of. */
export interface PlanSubject {
  readonly input: PlanInput;
  /** What is found in it and no decision hides. */
  readonly found: readonly Link[];
  /** What decisions hide of it. */
  readonly hidden: readonly Link[];
  /** Lines, made from its history. */
  readonly dockerfile: readonly string[];
}

export interface PlanSubjectDeps {
  readonly db: Database;
  readonly store: AdvisoryStore;
  /** Inventories of what images are built on; default reads them each time. */
  readonly bases?: (image: number) => Promise<Inventory | undefined>;
}

/**
 * Reads what plans for an image are made of. Findings that a decision hides on it are none here, in no simulation of it either.
 *
 * @param base what it is built on; undefined if that is not known
 * @throws PlimsollError NOT_FOUND if what was read of the layers is not kept any more
 */
export async function planSubject(
  image: number,
  base: BaseAssessment | undefined,
  fleet: Fleet,
  { db, store, bases = async (id) => (await keptInventory(id, db))?.inventory }: PlanSubjectDeps,
): Promise<PlanSubject> {
  const { inventory, layers, steps } = await inventoryOf(image, db);
  const isHidden = hiddenBy(await rulesReaching(db, image));
  const match = (one: Inventory): ReturnType<Match> => {
    const { findings, problems } = matchInventory(one, store);
    return { findings: findings.filter(({ link }) => !isHidden(link)), problems };
  };
  const layerCount = base?.base.layerCount;
  const links = matchInventory(inventory, store).findings.map(({ link }) => link);
  return {
    input: {
      inventory,
      match,
      manifests: await loadManifests(layers, layerCache(db), layerCount ?? 0),
      riskOf: (link) => (isExploited(link.vulnerability, store) ? exploitedRisk(link) : severityRisk(link)),
      ...(base === undefined || layerCount === undefined
        ? {}
        : { base: { name: base.base.name, layerCount, ...(await basesOf(base, fleet, bases)) } }),
    },
    found: links.filter((link) => !isHidden(link)),
    hidden: links.filter(isHidden),
    dockerfile: reconstructDockerfile(base?.base.name ?? 'scratch', steps, layerCount ?? 0),
  };
}

export function isExploited(vulnerability: string, store: AdvisoryStore): boolean {
  return store.vulnerability(vulnerability)?.kev !== undefined;
}

function hiddenBy(rules: readonly HidingRule[]): (link: Link) => boolean {
  return ({ vulnerability, subject }) =>
    rules.some(
      ({ vulnerability: names, packageGlob, packageBuild }) =>
        (names === undefined || names.includes(vulnerability)) &&
        (packageGlob === undefined || fitsGlob(subject.name, packageGlob)) &&
        (packageBuild === undefined || isBuild(subject, packageBuild)),
    );
}

/** Every part that is given must be the same. */
function isBuild(subject: Subject, wanted: NonNullable<HidingRule['packageBuild']>): boolean {
  return (['ecosystem', 'release', 'version', 'arch'] as const).every(
    (part) => wanted[part] === undefined || wanted[part] === subject[part],
  );
}

/** The present base and the candidates; one of which nothing is kept is left out. */
async function basesOf(
  { base, candidates }: BaseAssessment,
  fleet: Fleet,
  bases: (image: number) => Promise<Inventory | undefined>,
): Promise<{ inventory?: Inventory; candidates: ReadCandidate[] }> {
  const read = async (image: (typeof candidates)[number]['image'] | undefined): Promise<Inventory | undefined> => {
    const stored = image === undefined ? undefined : fleet.stored(image);
    return stored === undefined ? undefined : bases(stored.id);
  };
  const present = await read(base.images[0]);
  const found: ReadCandidate[] = [];
  for (const { name, image } of candidates) {
    const inventory = await read(image);
    if (inventory !== undefined) found.push({ name, digest: image.digest, inventory });
  }
  return { candidates: found, ...(present === undefined ? {} : { inventory: present }) };
}

/** Severities by vulnerability and package. */
export type Severities = ReadonlyMap<string, Severity>;

export function severitiesOf(links: readonly Link[]): Severities {
  return new Map(
    links.map((link) => {
      const { id, purl } = keyOf(link);
      return [`${id}\0${purl}`, link.severity] as const;
    }),
  );
}

/** A plan as the API shows it. @param name of the image, for the pull request */
export function presentPlan(plan: PlannedFix, { found, dockerfile }: Pick<PlanSubject, 'found' | 'dockerfile'>, name: string): FixPlan {
  return {
    key: plan.key,
    title: plan.title,
    edits: plan.edits.map(({ kind, file, before, after, command, step, stepTitle }) => ({
      kind,
      ...(file === undefined ? {} : { file }),
      before,
      after,
      ...(command === undefined ? {} : { command }),
      step,
      stepTitle,
    })),
    limits: [...plan.limits],
    ...presentDelta(plan, severitiesOf(found)),
    dockerfileDiff: toDockerfileDiff(plan, dockerfile),
    shell: toShellLines(plan),
    pullRequest: toPullRequest(plan, name),
  };
}

/** @param severities of the present findings: what is removed is one of them */
export function presentDelta(
  { removes, remaining, unfixable, adds }: Pick<PlannedFix, 'removes' | 'remaining' | 'unfixable' | 'adds'>,
  severities: Severities,
): Pick<ImagePlan['plans'][number], 'removes' | 'remaining' | 'unfixable' | 'adds'> {
  return {
    removes: removes.map(({ id, purl }) => ({ id, purl, severity: severities.get(`${id}\0${purl}`) ?? 'unknown' })),
    remaining,
    unfixable,
    adds: adds.map((key) => ({ ...key })),
  };
}
