import { compareHandlers } from './fake-compare.ts';
import { decisionHandlers } from './fake-decisions.ts';
import { fleetHandlers, vulnerabilityRows } from './fake-fleet.ts';
import { hubHandlers } from './fake-hub.ts';
import { type Handler, minutesAgo } from './fake-state.ts';
import { pictureHandlers } from './fake-pictures.ts';
import { followedPlanHandlers } from './fake-followed-plans.ts';
import { planHandlers } from './fake-plans.ts';
import { policyHandlers } from './fake-policies.ts';
import { vexHandlers } from './fake-vex.ts';
import { reportHandlers } from './fake-reports.ts';
import { countsOf, repositories } from './images.ts';
import { trendOf } from './trend.ts';

/** One for each endpoint of the contract. */
export const handlers: Readonly<Record<string, Handler | undefined>> = {
  ...hubHandlers,
  ...fleetHandlers,
  ...planHandlers,
  ...compareHandlers,
  ...followedPlanHandlers,
  ...decisionHandlers,
  ...vexHandlers,
  ...policyHandlers,
  ...pictureHandlers,
  ...reportHandlers,
  getSession: (state) => ({
    needsSetup: state.needsSetup,
    version: '0.1.0',
    user: state.isSignedIn
      ? { id: 'u1', name: 'Sam Admin', email: 'sam@example.com', role: state.scenario === 'viewer' ? 'viewer' : 'admin' }
      : null,
  }),
  createAdmin: (state) => {
    state.needsSetup = false;
    return { ok: true };
  },
  getOverview: (state) => {
    const isEmpty = state.images.length === 0;
    return {
      connections: state.connections.length,
      repositories: repositories(state.images).length,
      images: isEmpty
        ? { total: 0, complete: 0, partial: 0, unsupported: 0, failed: 0, pending: 0, notImages: 0 }
        : { total: 17, complete: 12, partial: 1, unsupported: 1, failed: 1, pending: 2, notImages: 1 },
      findings: isEmpty ? countsOf(0) : { critical: 26, high: 104, medium: 156, low: 59, negligible: 31, unknown: 12, fixable: 289 },
      vulnerabilities: isEmpty ? 0 : vulnerabilityRows(state).length,
      exploited: isEmpty ? 0 : 1,
      worst: state.images
        .flatMap(({ connection: id, repository, tag, counts }) =>
          counts === null || counts.critical === 0 ? [] : [{ connection: id, repository, reference: tag, counts }],
        )
        .slice(0, 8),
      top: vulnerabilityRows(state)
        .slice(0, 5)
        .map(({ id, summary, severity, images: inImages, exploited }) => ({ id, summary, severity, images: inImages, exploited })),
      advisories: { updatedAt: minutesAgo(state, 41), records: 412_380 },
      ...(isEmpty ? {} : { nextSyncAt: minutesAgo(state, -18) }),
    };
  },
  getAdvisoryStatus: (state) => ({
    updating: false,
    updatedAt: minutesAgo(state, 41),
    records: 412_380,
    feeds: [
      {
        id: 'osv/debian',
        url: 'https://storage.googleapis.com/osv-vulnerabilities/Debian/all.zip',
        records: 52_310,
        updatedAt: minutesAgo(state, 41),
        newestAt: minutesAgo(state, 300),
      },
      {
        id: 'osv/npm',
        url: 'https://storage.googleapis.com/osv-vulnerabilities/npm/all.zip',
        records: 218_204,
        updatedAt: minutesAgo(state, 41),
        newestAt: minutesAgo(state, 80),
      },
      {
        id: 'epss',
        url: 'https://epss.empiricalsecurity.com/epss_scores-current.csv.gz',
        records: 311_240,
        updatedAt: minutesAgo(state, 41),
        newestAt: '2026-11-24T00:00:00Z',
        edition: 'v2026.03.14',
      },
      {
        id: 'cisa/kev',
        url: 'https://www.cisa.gov/known_exploited_vulnerabilities.json',
        records: 1480,
        updatedAt: minutesAgo(state, 5000),
        error: 'answered 503 at the last three tries; the data of before is still in use',
      },
    ],
  }),
  updateAdvisories: () => ({ ok: true }),
  getTrend: (state) => (state.images.length === 0 ? [] : trendOf(state.now).slice(state.scenario === 'fresh' ? -1 : 0)),
  listAudit: (state) => [
    {
      id: 'a2',
      at: minutesAgo(state, 42),
      actor: 'Sam Admin',
      action: 'connection.create',
      target: 'Production',
      detail: 'access key …MPLE, eu-central-1',
    },
    { id: 'a1', at: minutesAgo(state, 4000), actor: 'set-up', action: 'admin.create', target: 'sam@example.com', detail: 'first admin' },
  ],
};
