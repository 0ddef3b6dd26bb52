import { createHash } from 'node:crypto';
import type { AdvisoryStore } from '@plimsoll/advisories';
import {
  advisoryState,
  type Database,
  endUnshipped,
  openPlansOf,
  type PlanTarget,
  planTargets,
  repositoriesToPlan,
  type RiskWeights,
  savePlanFailure,
  savePlans,
} from '@plimsoll/db';
import { type Inventory, PlimsollError, severityOfRank } from '@plimsoll/model';
import { type BaseAssessment, exploitedRisk, type KnownImage, planFixes, severityRisk } from '@plimsoll/remediation';
import { buildOf } from '../advisories/store-holder.ts';
import { type Fleet, judgeBase, readFleet } from '../use-cases/image-lineage.ts';
import { planSubject } from '../use-cases/plan-subject.ts';
import { keptInventory } from '../use-cases/stored-inventory.ts';
import { isDone, planToSave } from './plan-to-save.ts';

/** How many platforms of repositories were planned for, could not be, or are shipped no more. All zero if nothing changed. */
export interface PlanRun {
  readonly made: number;
  readonly failed: number;
  readonly ended: number;
}

export interface PlanFleetDeps {
  readonly db: Database;
  /** Undefined = there are no advisories yet: then nothing is done. */
  readonly store: AdvisoryStore | undefined;
}

const BATCH = 100;
const BASES_KEPT = 32;
const RANKS = [0, 1, 2, 3, 4, 5].map((rank) => ({ severity: severityOfRank(rank) }));
const WEIGHTS: RiskWeights = { plain: RANKS.map(severityRisk), exploited: RANKS.map(exploitedRisk) };

/**
 * Makes plans for what every repository of the connected registries ships, where something changed since they were last made. While links are
 * brought up to newer advisories nothing is done: the re-match asks for it again when it ends.
 */
export async function planFleet({ db, store }: PlanFleetDeps): Promise<PlanRun> {
  const run = { made: 0, failed: 0, ended: 0 };
  const build = buildOf(store);
  if (store === undefined || (await advisoryState(db)).applied !== build) return run;
  const fleetOf = rememberFleets(db);
  const bases = rememberInventories(db);
  let after = 0;
  for (let ids = await repositoriesToPlan(db, after, BATCH); ids.length > 0; ids = await repositoriesToPlan(db, after, BATCH)) {
    for (const target of await planTargets(db, ids)) await planOne(target);
    run.ended += await endUnshipped(db, ids);
    after = ids.at(-1)!;
  }
  return run;

  async function planOne(target: PlanTarget): Promise<void> {
    if (target.unread?.isFailed === false) return; // a sync runs, and asks again when it ends
    const { fleet, knownOf } = await fleetOf(target.platform);
    const self = knownOf(target.image);
    const base = self === undefined ? undefined : judgeBase(self, fleet);
    const basis = basisOf(target, build, base);
    if (target.last?.basis === basis && target.last.error === null) return;
    const shipped = { ...target, previous: target.last?.image ?? null };
    try {
      if (target.unread !== undefined)
        throw new PlimsollError('CONFLICT', `the image of the newest tag, ${target.unread.tag}, could not be read`);
      const subject = await planSubject(target.image, base, fleet, { db, store: store!, bases });
      const plans = planFixes(subject.input).plans.map((plan) => planToSave(plan, subject, store!, `${target.repository}:${target.tag}`));
      const open = await openPlansOf(db, target.repositoryId, target.platform);
      const done = open.filter((plan) => plan.image !== target.image && isDone(plan, [...subject.found, ...subject.hidden]));
      await unlessFrozen(savePlans(db, shipped, { basis, plans, done: done.map(({ id }) => id) }, WEIGHTS));
      run.made++;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const image = target.unread === undefined ? target.image : null;
      await unlessFrozen(savePlanFailure(db, { ...shipped, image }, { basis, message }, WEIGHTS));
      if (target.last?.basis !== basis || target.last.error !== message) run.failed++;
    }
  }
}

/** The images of a platform, as lineage asks for them: read once a run. */
interface PlatformFleet {
  readonly fleet: Fleet;
  /** By the id of a stored image. */
  readonly knownOf: (image: number) => KnownImage | undefined;
}

function rememberFleets(db: Database): (platform: string) => Promise<PlatformFleet> {
  const fleets = new Map<string, Promise<PlatformFleet>>();
  const read = async (platform: string): Promise<PlatformFleet> => {
    const fleet = await readFleet(db, platform);
    const digests = new Map(fleet.images.map(({ id, digest }) => [id, digest]));
    return { fleet, knownOf: (image) => fleet.index.withDigest(digests.get(image) ?? '')[0] };
  };
  return (platform) => {
    const fleet = fleets.get(platform) ?? read(platform);
    fleets.set(platform, fleet);
    return fleet;
  };
}

/** Images share their bases: the inventories of the last ones are kept. */
function rememberInventories(db: Database): (image: number) => Promise<Inventory | undefined> {
  const kept = new Map<number, Promise<Inventory | undefined>>();
  return (image) => {
    const inventory = kept.get(image) ?? keptInventory(image, db).then((stored) => stored?.inventory);
    kept.delete(image);
    kept.set(image, inventory);
    if (kept.size > BASES_KEPT) kept.delete(kept.keys().next().value!);
    return inventory;
  };
}

/** All that plans and exposures follow from: while it is the same, so are they. */
function basisOf({ image, inventory, unread, decisions }: PlanTarget, build: string, base: BaseAssessment | undefined): string {
  const bases =
    base === undefined
      ? null
      : [base.base.name, base.base.digest, base.base.layerCount, base.candidates.map(({ name, image: { digest } }) => [name, digest])];
  return createHash('sha256')
    .update(JSON.stringify([image, inventory, unread ?? null, build, decisions, bases]))
    .digest('hex');
}

/** A registry that was disconnected meanwhile stays as it is. */
async function unlessFrozen(saving: Promise<void>): Promise<void> {
  await saving.catch((error: unknown) => {
    if (!(error instanceof PlimsollError && error.code === 'CONFLICT')) throw error;
  });
}
