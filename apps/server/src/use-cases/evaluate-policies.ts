import { setImmediate } from 'node:timers/promises';
import {
  closeOtherResults,
  type Database,
  imagesForPolicies,
  lineagePlatforms,
  listPolicies,
  type PolicyImage,
  type PolicyResult,
  readPolicyFacts,
  saveBuiltInPolicies,
  savePolicyResults,
  type StoredPolicy,
  writePolicyDay,
} from '@plimsoll/db';
import type { PolicyFacts } from '@plimsoll/model';
import { builtInPolicies, evaluate, isInScope, needsOf } from '@plimsoll/policies';
import type { EventBus } from '../events/event-bus.ts';
import { judgeBases, readFleet } from './image-lineage.ts';

export interface EvaluatePoliciesDeps {
  readonly db: Database;
  readonly events: Pick<EventBus, 'publish'>;
}

const BATCH = 100;

/** Holds every current image of the connected registries against every policy that is on, and keeps the day's counts. */
export async function evaluateAll({ db, events }: EvaluatePoliciesDeps, now = new Date()): Promise<void> {
  await saveBuiltInPolicies(db, builtInPolicies);
  const policies = (await listPolicies(db)).filter(({ enabled }) => enabled);
  const needs = needsOf(policies.flatMap(({ rules }) => rules));
  const bases = needs.has('bases') ? await allBases(db) : new Map<number, Bases>();
  const inScope = new Map<StoredPolicy, number[]>(policies.map((policy) => [policy, []]));
  for (let after = 0, batch = await nextBatch(db, after); batch.length > 0; batch = await nextBatch(db, after)) {
    const results: PolicyResult[] = [];
    for (const image of batch) results.push(...(await evaluateImage(image)));
    await savePolicyResults(db, results);
    after = batch.at(-1)!.id;
  }
  for (const [policy, images] of inScope) await closeOtherResults(db, policy.id, images);
  await writePolicyDay(db);
  await events.publish({ type: 'policies' });

  async function evaluateImage(image: PolicyImage): Promise<PolicyResult[]> {
    const own = policies.filter(({ scope }) => isInScope(scope, image));
    if (own.length === 0) return [];
    const wanted = needsOf(own.flatMap(({ rules }) => rules));
    const facts: PolicyFacts = {
      ...(await readPolicyFacts(db, image.id, { packages: wanted.has('packages') })),
      bases: bases.get(image.id) ?? [],
    };
    return own.map((policy) => {
      inScope.get(policy)!.push(image.id);
      return { policy: policy.id, image: image.id, ...evaluate(policy, facts, now) };
    });
  }
}

function nextBatch(db: Database, after: number): Promise<PolicyImage[]> {
  return imagesForPolicies(db, after, BATCH);
}

type Bases = NonNullable<PolicyFacts['bases']>;

/** What every current image is built on, by its id. */
async function allBases(db: Database): Promise<Map<number, Bases>> {
  const found = new Map<number, Bases>();
  for (const platform of await lineagePlatforms(db)) {
    const fleet = await readFleet(db, platform);
    for (const [index, { id, digest, tags }] of fleet.images.entries()) {
      if (index % BATCH === 0) await setImmediate(); // requests are answered by the same process
      const [self] = fleet.index.withDigest(digest);
      if (self === undefined || tags.length === 0) continue;
      found.set(
        id,
        judgeBases(self, fleet).map(({ base, outdated, reasons }) => ({
          name: base.name,
          outdated,
          reasons: reasons.map(({ message }) => message),
        })),
      );
    }
  }
  return found;
}
