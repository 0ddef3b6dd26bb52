import type { FastifyInstance } from 'fastify';
import { type ConnectionRouteDeps, registerConnectionRoutes } from './connections.ts';
import { type DecisionRouteDeps, registerDecisionRoutes } from './decisions.ts';
import { type FollowedPlanRouteDeps, registerFollowedPlanRoutes } from './followed-plans.ts';
import { type ImageRouteDeps, registerImageRoutes } from './images.ts';
import { type OverviewRouteDeps, registerOverviewRoutes } from './overview.ts';
import { type PictureRouteDeps, registerPictureRoutes } from './pictures.ts';
import { type PlanRouteDeps, registerPlanRoutes } from './plans.ts';
import { type PolicyRouteDeps, registerPolicyRoutes } from './policies.ts';
import { registerReportRoutes, type ReportRouteDeps } from './reports.ts';
import { registerSessionRoutes, type SessionRouteDeps } from './session.ts';
import { registerVulnerabilityRoutes, type VulnerabilityRouteDeps } from './vulnerabilities.ts';
import type { EventBus } from '../events/event-bus.ts';
import type { Queue } from '../jobs/queue.ts';

export interface RouteDeps
  extends
    SessionRouteDeps,
    ConnectionRouteDeps,
    ImageRouteDeps,
    VulnerabilityRouteDeps,
    OverviewRouteDeps,
    PictureRouteDeps,
    PlanRouteDeps,
    FollowedPlanRouteDeps,
    DecisionRouteDeps,
    PolicyRouteDeps,
    ReportRouteDeps {
  readonly events: EventBus;
  readonly queue: Queue;
}

/** Every operation of the contract. */
export function registerRoutes(app: FastifyInstance, deps: RouteDeps): void {
  registerSessionRoutes(app, deps);
  registerConnectionRoutes(app, deps);
  registerImageRoutes(app, deps);
  registerPlanRoutes(app, deps);
  registerFollowedPlanRoutes(app, deps);
  registerDecisionRoutes(app, deps);
  registerPolicyRoutes(app, deps);
  registerVulnerabilityRoutes(app, deps);
  registerReportRoutes(app, deps);
  registerOverviewRoutes(app, deps);
  registerPictureRoutes(app, deps);
}
