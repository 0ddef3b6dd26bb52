import type { ImageComparison, ImagePlan } from '@plimsoll/contract';
import type { AdvisoryStore } from '@plimsoll/advisories';
import { type Database, findImage, type ImageAddress, layerCache, storedLayers } from '@plimsoll/db';
import { loadInventory, loadManifests, matchInventory } from '@plimsoll/engine';
import { type Inventory, type Link, PlimsollError, type Severity } from '@plimsoll/model';
import {
  type BaseAssessment,
  compareImages as compare,
  exploitedRisk,
  keyOf,
  type FixPlan,
  planFixes,
  type ReadCandidate,
  reconstructDockerfile,
  severityRisk,
  toDockerfileDiff,
  toPullRequest,
  toShellLines,
} from '@plimsoll/remediation';
import { inventoryOf } from './stored-inventory.ts';
import { findInFleet, type Fleet, judgeBases, type LineageDeps, presentBase } from './image-lineage.ts';

/** Says which edits remove most of what is wrong with an image. Nothing is fetched: inventories come from what was kept of the layers. */
export async function planImage(address: ImageAddress, { db, stores }: LineageDeps): Promise<ImagePlan> {
  const store = needStore(stores.current());
  const { id } = await findImage(db, address);
  const { fleet, self } = await findInFleet(id, db);
  const { inventory, steps } = await inventoryOf(id, db);
  const chain = judgeBases(self, fleet);
  const [assessment] = chain;
  const match = (one: Inventory): ReturnType<typeof matchInventory> => matchInventory(one, store);
  const layerCount = assessment?.base.layerCount;
  const { plans, candidates } = planFixes({
    inventory,
    match,
    manifests: await loadManifests((await storedLayers(db, id)).layers, layerCache(db), layerCount ?? 0),
    riskOf: (link: Link) => (store.vulnerability(link.vulnerability)?.kev === undefined ? severityRisk(link) : exploitedRisk(link)),
    ...(assessment === undefined || layerCount === undefined
      ? {}
      : { base: { name: assessment.base.name, layerCount, ...(await basesOf(assessment, fleet, db)) } }),
  });
  const dockerfile = reconstructDockerfile(assessment?.base.name ?? 'scratch', steps, layerCount ?? 0);
  const name = `${address.repository}:${address.reference}`;
  const { findings } = match(inventory);
  const severities = new Map(
    findings.map(({ link }) => {
      const { id: vulnerability, purl } = keyOf(link);
      return [`${vulnerability}\0${purl}`, link.severity] as const;
    }),
  );
  return {
    findings: findings.length,
    lineage: chain.map((one) => presentBase(one, fleet)),
    candidates: candidates.map(({ name: candidate, digest, ...delta }) => ({
      name: candidate,
      digest,
      ...presentDelta(delta, severities),
    })),
    plans: plans.map((plan) => ({
      title: plan.title,
      edits: plan.edits.map((edit) => ({ ...edit })),
      limits: [...plan.limits],
      ...presentDelta(plan, severities),
      dockerfileDiff: toDockerfileDiff(plan, dockerfile),
      shell: [...toShellLines(plan)],
      pullRequest: toPullRequest(plan, name),
    })),
  };
}

/** Compares two images package by package and finding by finding. */
export async function compareTwo(before: ImageAddress, after: ImageAddress, { db, stores }: LineageDeps): Promise<ImageComparison> {
  const store = needStore(stores.current());
  const sides = [];
  for (const address of [before, after]) {
    const { id } = await findImage(db, address);
    const { fleet, self } = await findInFleet(id, db);
    const { inventory } = await inventoryOf(id, db);
    sides.push({ inventory, matched: matchInventory(inventory, store), baseLayerCount: judgeBases(self, fleet)[0]?.base.layerCount });
  }
  const { packages, vulnerabilities } = compare(sides[0]!, sides[1]!);
  const link = ({ connection, repository, reference }: ImageAddress): ImageComparison['before'] => ({ connection, repository, reference });
  return structuredClone({ before: link(before), after: link(after), packages, vulnerabilities }) as ImageComparison;
}

/** The present base and the candidates; one of which nothing is kept is left out. */
async function basesOf(
  { base, candidates }: BaseAssessment,
  fleet: Fleet,
  db: Database,
): Promise<{ inventory?: Inventory; candidates: ReadCandidate[] }> {
  const read = async (image: (typeof candidates)[number]['image'] | undefined): Promise<Inventory | undefined> => {
    const stored = image === undefined ? undefined : fleet.stored(image);
    if (stored === undefined) return undefined;
    const { layers } = await storedLayers(db, stored.id);
    return loadInventory(layers, layerCache(db));
  };
  const present = await read(base.images[0]);
  const found: ReadCandidate[] = [];
  for (const { name, image } of candidates) {
    const inventory = await read(image);
    if (inventory !== undefined) found.push({ name, digest: image.digest, inventory });
  }
  return { candidates: found, ...(present === undefined ? {} : { inventory: present }) };
}

/** @param severities of the present findings by vulnerability and package: what is removed is one of them */
function presentDelta(
  { removes, remaining, unfixable, adds }: Pick<FixPlan, 'removes' | 'remaining' | 'unfixable' | 'adds'>,
  severities: ReadonlyMap<string, Severity>,
): Pick<ImagePlan['plans'][number], 'removes' | 'remaining' | 'unfixable' | 'adds'> {
  return {
    removes: removes.map(({ id, purl }) => ({ id, purl, severity: severities.get(`${id}\0${purl}`) ?? 'unknown' })),
    remaining,
    unfixable,
    adds: adds.map((key) => ({ ...key })),
  };
}

function needStore(store: AdvisoryStore | undefined): AdvisoryStore {
  if (store === undefined) throw new PlimsollError('STORE_NOT_FOUND', 'there are no advisories yet', { hint: 'they are being fetched' });
  return store;
}
