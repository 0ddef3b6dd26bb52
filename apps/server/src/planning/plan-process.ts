import { connect } from '@plimsoll/db';
import { createStoreHolder } from '../advisories/store-holder.ts';
import { serveOnce } from '../processes/serve.ts';
import { planFleet } from './plan-fleet.ts';

/** The process opens its own. */
export interface PlanRequest {
  readonly databaseUrl: string;
  /** Folder of the advisory store. */
  readonly advisories: string;
}

serveOnce(async ({ databaseUrl, advisories }: PlanRequest) => {
  const db = connect(databaseUrl, { maxConnections: 2 });
  const stores = createStoreHolder(advisories);
  try {
    return await planFleet({ db, store: stores.current() });
  } finally {
    await stores.close();
    await db.close();
  }
});
