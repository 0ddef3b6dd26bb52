import type { FixPlan, FleetFix, PLAN_KINDS, PlanRow } from '@plimsoll/contract';
import { countsOf, totalOf } from '../ui/severities.ts';
import { PLATFORM, plansOf } from './fake-plans.ts';
import { type FakeState, type Handler, minutesAgo, pageOf } from './fake-state.ts';
import type { FakeImage } from './images.ts';

const DAY_MINUTES = 1440;

type Followed = PlanRow & { readonly plan: FixPlan };

function kindOf(key: string): (typeof PLAN_KINDS)[number] {
  const [word = ''] = key.split(':');
  return (['base', 'os-upgrade', 'pin', 'pins', 'everything', 'configuration'] as const).find((kind) => kind === word) ?? 'configuration';
}

function rowOf(state: FakeState, image: FakeImage, plan: FixPlan, id: number): Followed {
  const counts = countsOf(plan.removes);
  return {
    id,
    key: plan.key,
    kind: kindOf(plan.key),
    title: plan.title,
    state: 'open',
    connectionName: image.connectionName,
    image: { connection: image.connection, repository: image.repository, reference: image.tag, platform: PLATFORM },
    edits: plan.edits.length,
    removes: plan.removes.length,
    counts,
    exploited: plan.removes.filter(({ id: name }) => name === 'CVE-2023-44487').length,
    risk: 40 * counts.critical + 10 * counts.high + 3 * counts.medium + counts.low,
    remaining: plan.remaining,
    unfixable: plan.unfixable,
    adds: plan.adds.length,
    createdAt: minutesAgo(state, (20 + (id % 40)) * DAY_MINUTES),
    changedAt: minutesAgo(state, (id % 9) * DAY_MINUTES),
    ...(image.frozenAt === undefined ? {} : { frozenAt: image.frozenAt }),
    plan,
  };
}

/** The plans of what each repository ships, then those of older images of `shop/web`, which ended. */
function followed(state: FakeState): Followed[] {
  const newest = [...Map.groupBy(state.images, ({ connection, repository }) => `${connection} ${repository}`).values()].flatMap((tags) => {
    const read = tags.find(({ state: is }) => is === 'read');
    return read === undefined ? [] : [read];
  });
  const open = newest
    .flatMap((image, index) => plansOf(image, state.now).map((plan, at) => rowOf(state, image, plan, 1 + index * 10 + at)))
    .toSorted((a, b) => b.risk / b.edits - a.risk / a.edits || a.id - b.id);
  const old = state.images.find(({ repository, tag }) => repository === 'shop/web' && tag === '1.5.0');
  const [move, ...pins] = old === undefined ? [] : plansOf(old, state.now).slice(0, 3);
  if (old === undefined || move === undefined) return open;
  const done = {
    ...rowOf(state, old, move, 901),
    state: 'done' as const,
    createdAt: minutesAgo(state, 33 * DAY_MINUTES),
    closedAt: minutesAgo(state, 12 * DAY_MINUTES),
    closedBy: { connection: old.connection, repository: old.repository, reference: '1.6.0' },
  };
  const stale = pins.map((plan, at) => ({
    ...rowOf(state, old, plan, 902 + at),
    state: 'stale' as const,
    createdAt: minutesAgo(state, 60 * DAY_MINUTES),
    closedAt: minutesAgo(state, (12 + at) * DAY_MINUTES),
  }));
  return [...open, done, ...stale];
}

/** Groups the open plans of connected registries by their key; what only one repository can do as a whole is no fix for the fleet. */
function fleetFixes(rows: readonly Followed[]): FleetFix[] {
  const shared = rows.filter(
    ({ state, frozenAt, kind }) => state === 'open' && frozenAt === undefined && kind !== 'everything' && kind !== 'pins',
  );
  return [...Map.groupBy(shared, ({ key }) => key).values()]
    .map((plans): FleetFix => {
      const sum = (of: (plan: Followed) => number) => plans.reduce((total, plan) => total + of(plan), 0);
      const [first] = plans;
      if (first === undefined) throw new Error('a group is never empty');
      const images = plans.length === 1 ? '1 image' : `${plans.length} images`;
      return {
        key: first.key,
        kind: first.kind,
        title: first.kind === 'base' ? first.title.replace('Move to', `Rebuild ${images} on`) : `${first.title} in ${images}`,
        repositories: plans.length,
        edits: sum(({ edits }) => edits),
        removes: sum(({ removes }) => removes),
        counts: countsOf(plans.flatMap(({ plan }) => plan.removes)),
        exploited: sum(({ exploited }) => exploited),
        risk: sum(({ risk }) => risk),
        adds: sum(({ adds }) => adds),
        plans: plans.slice(0, 5).map(({ id, image, removes }) => ({ id, image, removes })),
      };
    })
    .filter(({ counts }) => totalOf(counts) > 0)
    .toSorted((a, b) => b.risk / b.edits - a.risk / a.edits);
}

/** Plans that are followed. */
export const followedPlanHandlers: Readonly<Record<string, Handler>> = {
  listPlans: (state, { query }) =>
    pageOf(
      followed(state).filter(
        (row) =>
          row.state === query.state &&
          (query.kind === undefined || row.kind === query.kind) &&
          (query.key === undefined || row.key === query.key) &&
          (query.connection === undefined || row.image.connection === query.connection) &&
          (query.repository === undefined || row.image.repository === query.repository),
      ),
      query,
    ),
  getPlan: (state, { params }) => followed(state).find(({ id }) => id === params.plan),
  getPlanSummary: (state) => {
    const rows = followed(state);
    const of = (wanted: PlanRow['state']) => rows.filter((row) => row.state === wanted);
    return {
      making: false,
      repositories: new Set(of('open').map(({ image }) => `${image.connection} ${image.repository}`)).size,
      open: of('open').length,
      done: of('done').length,
      stale: of('stale').length,
      doneLast30Days: of('done').length,
      medianDaysToRemediate: rows.length === 0 ? null : 21.4,
      medianDaysBySeverity:
        rows.length === 0
          ? []
          : [
              { severity: 'critical', days: 6, count: 9 },
              { severity: 'high', days: 17.5, count: 34 },
              { severity: 'medium', days: 31, count: 51 },
            ],
      ...(rows.length === 0 ? {} : { madeAt: minutesAgo(state, 38) }),
      failures:
        rows.length === 0
          ? []
          : [{ connection: 2, repository: 'payments/worker', platform: PLATFORM, message: 'its newest image is not read yet' }],
    };
  },
  listFleetFixes: (state, { query }) =>
    fleetFixes(followed(state).filter(({ image }) => query.connection === undefined || image.connection === query.connection)).slice(
      0,
      Number(query.limit),
    ),
};
