import type { AdvisoryStore } from '@plimsoll/advisories';
import {
  advisoryState,
  allSubjects,
  applyRematch,
  beginRematch,
  type Database,
  endRematch,
  operatingSystems,
  saveEpssScores,
  saveReleaseProblems,
  saveVulnerabilities,
  storedVulnerabilities,
  type StoredSubject,
  subjectsByName,
  writeDailySummary,
} from '@plimsoll/db';
import { judge, releaseProblems } from '@plimsoll/matcher';
import { buildOf, type StoreHolder } from '../advisories/store-holder.ts';
import type { EventBus } from '../events/event-bus.ts';
import { evaluatePolicies } from '../jobs/evaluate-policies.ts';
import { makePlans } from '../jobs/make-plans.ts';
import type { Queue } from '../jobs/queue.ts';
import { matchAll, vulnerabilitiesOf } from './store-read.ts';

export interface MatchPackagesDeps {
  readonly db: Database;
  readonly stores: StoreHolder;
  readonly events: Pick<EventBus, 'publish'>;
  readonly queue: Pick<Queue, 'send'>;
}

export interface MatchRequest {
  /** Undefined = every stored package. */
  readonly packages?: readonly { readonly ecosystem: string; readonly name: string }[] | undefined;
  readonly vulnerabilities: readonly string[];
}

/** Makes all stored links agree with the current advisories. Interrupted, the next run matches everything. */
export async function matchPackages(
  { packages, vulnerabilities }: MatchRequest,
  { db, stores, events, queue }: MatchPackagesDeps,
): Promise<void> {
  stores.reload();
  const store = stores.current();
  const build = buildOf(store);
  const { build: begun, applied } = await advisoryState(db);
  if (store === undefined || applied === build) return;
  const isWhole = packages === undefined || begun !== applied;
  await beginRematch(db, build);
  const subjects = isWhole ? allSubjects(db) : subjectsByName(db, packages);
  for await (const batch of subjects) await matchBatch(batch);
  const changed = new Set(vulnerabilities);
  const stored = (await storedVulnerabilities(db)).filter((name) => isWhole || changed.has(name));
  await saveVulnerabilities(
    db,
    stored.flatMap((name) => store.vulnerability(name) ?? []),
  );
  await saveEpssScores(db, (name) => store.epss(name), dateOfScores(store));
  await judgeReleases(db, store);
  await endRematch(db, build);
  await writeDailySummary(db);
  await queue.send(evaluatePolicies, {});
  await queue.send(makePlans, {});
  await events.publish({ type: 'advisories' });

  async function matchBatch(batch: readonly StoredSubject[]): Promise<void> {
    const { links } = matchAll(
      batch.map(({ subject }) => subject),
      store!,
    );
    await applyRematch(db, { subjects: batch, links, vulnerabilities: vulnerabilitiesOf(links, store!), judge });
  }
}

/** An image is read once; that its release got advisories, or lost its support, is known later. */
async function judgeReleases(db: Database, store: AdvisoryStore): Promise<void> {
  const judged = (await operatingSystems(db)).flatMap((os) => {
    const problems = releaseProblems(os, store);
    return problems === undefined ? [] : [{ os, problems }];
  });
  await saveReleaseProblems(db, judged);
}

/** `2026-09-01`; undefined without scores. */
function dateOfScores(store: AdvisoryStore): string | undefined {
  return store
    .status()
    .feeds.find(({ id }) => id === 'epss')
    ?.newestAt?.slice(0, 10);
}
