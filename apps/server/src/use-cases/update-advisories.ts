import { companionFeeds, OSV_BUCKET } from '@plimsoll/advisories';
import { advisoryState, type Database, saveAdvisoryStatus } from '@plimsoll/db';
import { PlimsollError } from '@plimsoll/model';
import { buildOf, type StoreHolder } from '../advisories/store-holder.ts';
import { updateInProcess } from '../advisories/update-in-process.ts';
import type { Config } from '../config.ts';
import type { EventBus } from '../events/event-bus.ts';
import { matchPackages } from '../jobs/match-packages.ts';
import type { Queue } from '../jobs/queue.ts';

export interface UpdateAdvisoriesDeps {
  readonly db: Database;
  readonly stores: StoreHolder;
  readonly events: Pick<EventBus, 'publish'>;
  readonly queue: Pick<Queue, 'send'>;
  readonly advisories: AdvisorySource;
}

export interface AdvisorySource extends Pick<Config, 'mirror' | 'kev' | 'epss'> {
  /** Where the store lies. */
  readonly folder: string;
}

/** Of more changed packages than this all are matched again: the list would be longer than the work. */
const MAX_LISTED = 20_000;

/** Brings the store up to date; what changed is matched again by a job of its own. A feed that fails keeps its last good data. */
export async function updateAdvisories(deps: UpdateAdvisoriesDeps): Promise<void> {
  const { db, stores, events, queue, advisories } = deps;
  const mirror = advisories.mirror ?? OSV_BUCKET;
  const companions = await companionFeeds(mirror);
  const before = buildOf(stores.current());
  try {
    const { status, changed } = await updateInProcess({
      dir: advisories.folder,
      mirror,
      kev: advisories.kev ?? companions.kev,
      epss: advisories.epss ?? companions.epss,
      endOfLife: companions.endOfLife,
    });
    await saveAdvisoryStatus(db, status);
    stores.reload();
    const { applied } = await advisoryState(db);
    const isWhole = applied !== before || before === '' || changed.packages.length > MAX_LISTED;
    if (applied !== status.builtAt) {
      await queue.send(matchPackages, {
        packages: isWhole ? undefined : [...changed.packages],
        vulnerabilities: isWhole ? [] : [...changed.vulnerabilities],
      });
    }
  } catch (error) {
    if (!(error instanceof PlimsollError)) throw error;
    const { status } = await advisoryState(db);
    await saveAdvisoryStatus(db, {
      ...(typeof status === 'object' ? status : {}),
      lastError: error.message,
      lastTriedAt: new Date().toISOString(),
    });
    throw error;
  } finally {
    await events.publish({ type: 'advisories' });
  }
}
