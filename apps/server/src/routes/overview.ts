import * as contract from '@plimsoll/contract';
import { addAudit, advisoryState, type Database, listAudit, readOverview, readTrend } from '@plimsoll/db';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Queue } from '../jobs/queue.ts';
import { updateAdvisories } from '../jobs/update-advisories.ts';
import { iso } from './instants.ts';
import { register, signedIn } from './register.ts';

export interface OverviewRouteDeps {
  readonly db: Database;
  readonly queue: Pick<Queue, 'send' | 'isWaiting'>;
}

/** What the update job left behind. */
const Status = z.object({
  records: z.int().default(0),
  lastError: z.string().optional(),
  feeds: z
    .array(
      z.object({
        id: z.string(),
        url: z.string(),
        records: z.int(),
        updatedAt: z.string().optional(),
        newestAt: z.string().optional(),
        edition: z.string().optional(),
        error: z.object({ message: z.string() }).optional(),
      }),
    )
    .default([]),
});

export function registerOverviewRoutes(app: FastifyInstance, { db, queue }: OverviewRouteDeps): void {
  register(app, contract.getOverview, async () => {
    const [overview, { updatedAt, records }] = await Promise.all([readOverview(db), readStatus(db)]);
    return { ...iso(overview), advisories: { records, ...(updatedAt === undefined ? {} : { updatedAt }) } };
  });

  register(app, contract.getTrend, ({ query: { days } }) => readTrend(db, days));

  register(app, contract.getAdvisoryStatus, async () => {
    const [{ records, updatedAt, lastError, feeds }, updating] = await Promise.all([
      readStatus(db),
      queue.isWaiting(updateAdvisories.name),
    ]);
    return {
      updating,
      records,
      feeds,
      ...(updatedAt === undefined ? {} : { updatedAt }),
      ...(lastError === undefined ? {} : { lastError }),
    };
  });

  register(app, contract.updateAdvisories, async (call) => {
    await addAudit(db, { actor: signedIn(call).email, action: 'advisories.update', target: 'advisories' });
    await queue.send(updateAdvisories, {}, { priority: 10 });
    return { ok: true as const };
  });

  register(app, contract.listAudit, async () => iso(await listAudit(db)));
}

interface AdvisoryReport {
  readonly records: number;
  readonly updatedAt: string | undefined;
  readonly lastError: string | undefined;
  readonly feeds: z.input<typeof contract.getAdvisoryStatus.response>['feeds'];
}

async function readStatus(db: Database): Promise<AdvisoryReport> {
  const { records, lastError, feeds } = Status.parse((await advisoryState(db)).status ?? {});
  const updatedAt = feeds
    .flatMap((feed) => feed.updatedAt ?? [])
    .toSorted()
    .at(-1);
  return {
    records,
    lastError,
    updatedAt: instant(updatedAt),
    feeds: feeds.map(({ id, url, records: count, updatedAt: fetched, newestAt, edition, error }) => {
      const [updated, newest] = [instant(fetched), instant(newestAt)];
      return {
        id,
        url,
        records: count,
        ...(updated === undefined ? {} : { updatedAt: updated }),
        ...(newest === undefined ? {} : { newestAt: newest }),
        ...(edition === undefined ? {} : { edition }),
        ...(error === undefined ? {} : { error: error.message }),
      };
    }),
  };
}

/** Feeds spell instants as they like; the API says them one way. */
function instant(text: string | undefined): string | undefined {
  const time = Date.parse(text ?? '');
  return Number.isFinite(time) ? new Date(time).toISOString() : undefined;
}
