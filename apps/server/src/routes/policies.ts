import * as contract from '@plimsoll/contract';
import { findImage, getPolicy, listPolicyGroups, listPolicyImages, policiesOfImage, policiesOfScope } from '@plimsoll/db';
import type { FastifyInstance } from 'fastify';
import { readCisCompliance } from '../use-cases/cis-compliance.ts';
import { readConfiguration } from '../use-cases/image-configuration.ts';
import {
  createPolicy,
  deletePolicy,
  describePolicy,
  evaluateNow,
  listPolicies,
  type PoliciesDeps,
  updatePolicy,
} from '../use-cases/policies.ts';
import { iso } from './instants.ts';
import { register, signedIn } from './register.ts';

export type PolicyRouteDeps = PoliciesDeps;

export function registerPolicyRoutes(app: FastifyInstance, deps: PolicyRouteDeps): void {
  const { db } = deps;

  register(app, contract.listPolicies, async () => iso(await listPolicies(db)));

  register(app, contract.createPolicy, async (call) => iso(await createPolicy(call.body, signedIn(call), deps)));

  register(app, contract.evaluatePolicies, async () => {
    await evaluateNow(deps);
    return { ok: true as const };
  });

  register(app, contract.getPolicy, async ({ params }) => iso(await describePolicy(params.policy, db)));

  register(app, contract.updatePolicy, async (call) => iso(await updatePolicy(call.params.policy, call.body, signedIn(call), deps)));

  register(app, contract.deletePolicy, async (call) => {
    await deletePolicy(call.params.policy, signedIn(call), deps);
    return { ok: true as const };
  });

  register(app, contract.listPolicyImages, async ({ params, query: { cursor, limit, ...filter } }) => {
    await getPolicy(db, params.policy);
    return iso(await listPolicyImages(db, params.policy, filter, { cursor, limit }));
  });

  register(app, contract.listPolicyGroups, async ({ params, query: { cursor, limit, by } }) => {
    await getPolicy(db, params.policy);
    return iso(await listPolicyGroups(db, params.policy, by, { cursor, limit }));
  });

  register(app, contract.getCisCompliance, async ({ query: { failing, ...scope } }) => ({
    sections: await readCisCompliance(scope, failing, db),
  }));

  register(app, contract.getPolicyCompliance, ({ query }) => policiesOfScope(db, query));

  register(app, contract.getImagePolicies, async ({ params, query }) => {
    const { id } = await findImage(db, { ...params, ...query });
    return iso(await policiesOfImage(db, id));
  });

  register(app, contract.getConfiguration, async ({ params, query }) => ({
    results: (await readConfiguration({ ...params, ...query }, db)) ?? null,
  }));
}
