import * as contract from '@plimsoll/contract';
import { type Decision, getDecision, listDecisions, previewDecision } from '@plimsoll/db';
import { decisionCyclonedx, decisionOpenvex } from '@plimsoll/reports';
import type { FastifyInstance } from 'fastify';
import { decideMany, endMany, previewMany } from '../use-cases/bulk-decisions.ts';
import { decide, decidedFindings, type DecisionsDeps, endDecision } from '../use-cases/decisions.ts';
import { importVex, previewVex } from '../use-cases/import-vex.ts';
import { planNow } from '../use-cases/followed-plans.ts';
import { evaluateNow, type PoliciesDeps } from '../use-cases/policies.ts';
import { type Iso, iso } from './instants.ts';
import { register, signedIn } from './register.ts';

export type DecisionRouteDeps = DecisionsDeps & Pick<PoliciesDeps, 'queue'>;

export function registerDecisionRoutes(app: FastifyInstance, deps: DecisionRouteDeps): void {
  const { db } = deps;

  register(app, contract.previewDecision, ({ body }) => previewDecision(db, body));

  register(app, contract.createDecision, async (call) => {
    const decision = await decide({ ...call.body, expiresAt: dateOf(call.body) }, signedIn(call), deps);
    await evaluateNow(deps);
    await planNow(deps);
    return present(decision);
  });

  register(app, contract.previewDecisions, ({ body }) => previewMany(body, db));

  register(app, contract.createDecisions, async (call) => {
    const made = await decideMany({ ...call.body, expiresAt: dateOf(call.body) }, signedIn(call), deps);
    await evaluateNow(deps);
    await planNow(deps);
    return made;
  });

  register(app, contract.endDecisions, async (call) => {
    const ended = await endMany(call.body.decisions, call.body.reason, signedIn(call), deps);
    await evaluateNow(deps);
    await planNow(deps);
    return { ended };
  });

  register(app, contract.previewVexImport, ({ body }) => previewVex({ ...body, expiresAt: dateOf(body) }, db));

  register(app, contract.importVex, async (call) => {
    const imported = await importVex({ ...call.body, expiresAt: dateOf(call.body) }, signedIn(call), deps);
    await evaluateNow(deps);
    return imported;
  });

  register(app, contract.listDecisions, async ({ query: { cursor, limit, state } }) => {
    const { rows, ...page } = await listDecisions(db, { state }, { cursor, limit });
    return { ...page, rows: rows.map(present) };
  });

  register(app, contract.exportVex, async ({ query: { format } }) => {
    const findings = await decidedFindings(db);
    return format === 'openvex' ? decisionOpenvex(findings, new Date()) : decisionCyclonedx(findings, new Date());
  });

  register(app, contract.getDecision, async ({ params }) => present(await getDecision(db, params.decision)));

  register(app, contract.endDecision, async (call) => {
    const decision = await endDecision(call.params.decision, call.body.reason, signedIn(call), deps);
    await evaluateNow(deps);
    await planNow(deps);
    return present(decision);
  });
}

function dateOf({ expiresAt }: { readonly expiresAt?: string | undefined }): Date | undefined {
  return expiresAt === undefined ? undefined : new Date(expiresAt);
}

function present(decision: Decision): Iso<Decision> {
  return iso(decision);
}
