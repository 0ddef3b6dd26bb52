import * as contract from '@plimsoll/contract';
import type { Database } from '@plimsoll/db';
import type { FastifyInstance } from 'fastify';
import type { Queue } from '../jobs/queue.ts';
import { makePlans } from '../jobs/make-plans.ts';
import { getPlan, listFleetFixes, listPlans, planSummary } from '../use-cases/followed-plans.ts';
import { iso } from './instants.ts';
import { register } from './register.ts';

export interface FollowedPlanRouteDeps {
  readonly db: Database;
  readonly queue: Pick<Queue, 'isWaiting'>;
}

export function registerFollowedPlanRoutes(app: FastifyInstance, { db, queue }: FollowedPlanRouteDeps): void {
  register(app, contract.listPlans, async ({ query: { cursor, limit, ...filter } }) => iso(await listPlans(filter, { cursor, limit }, db)));

  register(app, contract.getPlan, async ({ params }) => iso(await getPlan(params.plan, db)));

  register(app, contract.getPlanSummary, async () => {
    const [summary, making] = await Promise.all([planSummary(db), queue.isWaiting(makePlans.name)]);
    return { ...iso(summary), making };
  });

  register(app, contract.listFleetFixes, ({ query }) => listFleetFixes(query, db));
}
