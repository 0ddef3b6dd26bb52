import type { AdvisoryStore } from '@plimsoll/advisories';
import type { FixPlan, ImageComparison, ImagePlan } from '@plimsoll/contract';
import { type Database, findImage, type ImageAddress } from '@plimsoll/db';
import { matchInventory } from '@plimsoll/engine';
import { PlimsollError } from '@plimsoll/model';
import { type BaseAssessment, compareImages as compare, configurationEdits, planFixes, simulateSteps } from '@plimsoll/remediation';
import { readConfiguration } from './image-configuration.ts';
import { findInFleet, type Fleet, judgeBases, type LineageDeps, presentBase } from './image-lineage.ts';
import { planSubject, type PlanSubject, presentDelta, presentPlan, severitiesOf } from './plan-subject.ts';
import { inventoryOf } from './stored-inventory.ts';

/** Says which edits remove most of what is wrong with an image. Nothing is fetched: inventories come from what was kept of the layers. */
export async function planImage(address: ImageAddress, deps: LineageDeps): Promise<ImagePlan> {
  const { fleet, chain, subject } = await subjectAt(address, deps);
  const { plans, candidates } = planFixes(subject.input);
  const severities = severitiesOf(subject.found);
  return {
    findings: subject.found.length,
    lineage: chain.map((one) => presentBase(one, fleet)),
    candidates: candidates.map(({ name: candidate, digest, ...delta }) => ({
      name: candidate,
      digest,
      ...presentDelta(delta, severities),
    })),
    plans: plans.map((plan) => presentPlan(plan, subject, nameOf(address))),
  };
}

/** What some steps of a plan do without the others. @throws PlimsollError NOT_FOUND if the image has no plan of that key, INVALID_INPUT if the plan has not all of the steps */
export async function simulatePlan(
  address: ImageAddress,
  { key, steps }: { readonly key: string; readonly steps: readonly number[] },
  deps: LineageDeps,
): Promise<FixPlan> {
  const { subject } = await subjectAt(address, deps);
  const plan = simulateSteps(subject.input, key, steps);
  if (plan === undefined)
    throw new PlimsollError('NOT_FOUND', `${nameOf(address)} has no plan ${JSON.stringify(key)}`, {
      hint: 'What is known of the image changed: read its plans again.',
    });
  const made = new Set(plan.edits.map(({ step }) => step));
  const unknown = steps.filter((step) => !made.has(step));
  if (unknown.length > 0)
    throw new PlimsollError('INVALID_INPUT', `the plan ${JSON.stringify(key)} has no step ${unknown.join(', ')}`, {
      hint: 'What is known of the image changed: read its plans again.',
    });
  return presentPlan(plan, subject, nameOf(address));
}

async function subjectAt(
  address: ImageAddress,
  { db, stores }: LineageDeps,
): Promise<{ fleet: Fleet; chain: BaseAssessment[]; subject: PlanSubject }> {
  const store = needStore(stores.current());
  const { id } = await findImage(db, address);
  const { fleet, self } = await findInFleet(id, db);
  const chain = judgeBases(self, fleet);
  const subject = await planSubject(id, chain[0], fleet, { db, store });
  const configuration = configurationEdits(await ownFailures(address, db), subject.dockerfile);
  return { fleet, chain, subject: { ...subject, input: { ...subject.input, configuration } } };
}

/** Checks of the configuration that the image fails and its base does not: nobody is blamed for what was inherited. */
async function ownFailures(address: ImageAddress, db: Database): Promise<string[]> {
  const results = (await readConfiguration(address, db)) ?? [];
  return results.filter(({ status, origin }) => status === 'fail' && origin !== 'base').map(({ id }) => id);
}

function nameOf({ repository, reference }: ImageAddress): string {
  return reference.startsWith('sha256:') ? `${repository}@${reference}` : `${repository}:${reference}`;
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

function needStore(store: AdvisoryStore | undefined): AdvisoryStore {
  if (store === undefined) throw new PlimsollError('STORE_NOT_FOUND', 'there are no advisories yet', { hint: 'they are being fetched' });
  return store;
}
