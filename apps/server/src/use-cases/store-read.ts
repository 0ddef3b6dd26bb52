import { setTimeout } from 'node:timers/promises';
import type { AdvisoryStore } from '@plimsoll/advisories';
import { advisoryState, type Database, saveCheckResults, saveInventory, subjectsUnknown } from '@plimsoll/db';
import { distributionProblems, judge, matchSubject } from '@plimsoll/matcher';
import {
  coverageWith,
  type Inventory,
  type Link,
  PlimsollError,
  type Problem,
  type Subject,
  subjectKey,
  type Vulnerability,
} from '@plimsoll/model';
import { buildOf, type StoreHolder } from '../advisories/store-holder.ts';
import type { ReadResult } from '../reading/read-request.ts';

export interface StoreReadDeps {
  readonly db: Database;
  readonly stores: StoreHolder;
}

/** How long we wait for the links and our store to be of the same advisories. */
const RETRY_MS = 500;
const MAX_TRIES = 240;

/**
 * Matches what is new in an image and stores the image with it, and what the checks say of it.
 *
 * @returns how many links were found for packages that no image had before
 * @throws PlimsollError CONFLICT if the connection was disconnected meanwhile, CANCELLED
 */
export async function storeRead(
  { image, inventory, platform, config, checks }: { image: number } & Omit<Extract<ReadResult, { kind: 'image' }>, 'kind'>,
  { db, stores }: StoreReadDeps,
  signal: AbortSignal,
): Promise<number> {
  for (let tries = 1; ; tries++) {
    const store = await stores.ready(signal);
    const subjects = subjectsOf(inventory);
    const unknown = new Set((await subjectsUnknown(db, subjects)).map(subjectKey));
    // All are matched: what cannot be compared is a problem of every image that has it, not of the first alone.
    const { links: all, problems } = matchAll(subjects, store);
    const links = all.filter(({ subject }) => unknown.has(subjectKey(subject)));
    const known = distributionProblems(inventory.os, packagesOf(inventory), store);
    try {
      await saveInventory(db, {
        imageId: image,
        inventory: withProblems(inventory, [...problems, ...known]),
        platform,
        config,
        build: buildOf(store),
        links,
        vulnerabilities: vulnerabilitiesOf(links, store),
        judge,
      });
      await saveCheckResults(db, image, checks);
      return links.length;
    } catch (error) {
      if (!(error instanceof PlimsollError) || error.code !== 'CONFLICT' || tries >= MAX_TRIES) throw error;
      if ((await advisoryState(db)).build === buildOf(store)) throw error; // not the advisories: the connection was disconnected
      // The re-match with the newest advisories is about to begin, here or elsewhere.
      await setTimeout(RETRY_MS, undefined, { signal }).catch((cause: unknown) => {
        throw new PlimsollError('CANCELLED', 'storing an image was cancelled', { cause });
      });
      stores.reload();
    }
  }
}

/** Links of subjects, and what could not be compared. */
export function matchAll(subjects: readonly Subject[], store: AdvisoryStore): { links: Link[]; problems: Problem[] } {
  const links: Link[] = [];
  const problems: Problem[] = [];
  for (const subject of subjects) {
    const match = matchSubject(subject, store);
    links.push(...match.links);
    problems.push(...match.problems);
  }
  return { links, problems };
}

/** Every group that links name, once. */
export function vulnerabilitiesOf(links: readonly Link[], store: AdvisoryStore): Vulnerability[] {
  const names = new Set(links.map(({ vulnerability }) => vulnerability));
  return [...names].flatMap((name) => store.vulnerability(name) ?? []);
}

/** Each once. */
function subjectsOf({ sets }: Inventory): Subject[] {
  const subjects = sets.flatMap(({ set }) => set.members.flatMap(({ subject }) => subject ?? []));
  return [...new Map(subjects.map((subject) => [subjectKey(subject), subject])).values()];
}

function packagesOf({ sets }: Inventory): Inventory['sets'][number]['set']['members'][number]['package'][] {
  return sets.flatMap(({ set }) => set.members.map((member) => member.package));
}

function withProblems(inventory: Inventory, problems: readonly Problem[]): Inventory {
  return { ...inventory, problems: [...inventory.problems, ...problems], coverage: coverageWith(inventory.coverage, problems) };
}
