import * as contract from '@plimsoll/contract';
import { findImage } from '@plimsoll/db';
import type { FastifyInstance } from 'fastify';
import { findInFleet, judgeBases, type LineageDeps, listBases, presentBase } from '../use-cases/image-lineage.ts';
import { compareTwo, planImage, simulatePlan } from '../use-cases/image-plan.ts';
import { register } from './register.ts';

export type PlanRouteDeps = LineageDeps;

export function registerPlanRoutes(app: FastifyInstance, deps: PlanRouteDeps): void {
  register(app, contract.getLineage, async ({ params, query }) => {
    const { id } = await findImage(deps.db, { ...params, ...query });
    const { fleet, self } = await findInFleet(id, deps.db);
    return judgeBases(self, fleet).map((base) => presentBase(base, fleet));
  });

  register(app, contract.getImagePlan, ({ params, query }) => planImage({ ...params, ...query }, deps));

  register(app, contract.simulatePlan, ({ params, query, body }) => simulatePlan({ ...params, ...query }, body, deps));

  register(app, contract.compareImages, ({ params, query: { with: reference, repository, connection, platform } }) =>
    compareTwo(
      { connection: connection ?? params.connection, repository: repository ?? params.repository, reference, platform },
      { ...params, platform },
      deps,
    ),
  );

  register(app, contract.listBases, () => listBases(deps.db));
}
