import type * as contract from '@plimsoll/contract';
import {
  type Database,
  type FleetFix,
  fleetFixes,
  type FollowedPlan,
  getFollowedPlan,
  listFollowedPlans,
  type PageRequest,
  type PlanFilter,
  planTotals,
  timesToRemediate,
} from '@plimsoll/db';
import { comparatorOf, compareTags } from '@plimsoll/remediation';
import type { z } from 'zod';
import { makePlans } from '../jobs/make-plans.ts';
import type { Queue } from '../jobs/queue.ts';

/** Of what went with a newer image. */
const REMEDIATED_DAYS = 90;
/** Somebody waits for it. */
const SOON = { priority: 10 };

/** Queues plans for what changed. */
export async function planNow({ queue }: { readonly queue: Pick<Queue, 'send'> }): Promise<void> {
  await queue.send(makePlans, {}, SOON);
}

export async function listPlans(filter: PlanFilter, page: PageRequest, db: Database) {
  const { rows, ...rest } = await listFollowedPlans(db, filter, page);
  return { ...rest, rows: rows.map(toRow) };
}

/** @throws PlimsollError NOT_FOUND */
export async function getPlan(id: number, db: Database): Promise<FollowedPlan & { kind: Kind; plan: contract.FixPlan }> {
  const { plan, ...row } = await getFollowedPlan(db, id);
  return { ...toRow(row), plan: plan as contract.FixPlan };
}

function toRow<T extends FollowedPlan>(plan: T) {
  return { ...plan, kind: kindOf(plan.key) };
}

type Kind = contract.PlanRow['kind'];

/** A key is `kind`, or `kind:name`. */
function kindOf(key: string): Kind {
  return key.split(':', 1)[0] as Kind;
}

export async function planSummary(db: Database) {
  const [all, ...bySeverity] = await timesToRemediate(db, REMEDIATED_DAYS);
  return {
    ...(await planTotals(db)),
    medianDaysToRemediate: all?.days ?? null,
    medianDaysBySeverity: bySeverity.flatMap(({ severity, days, count }) => (severity === undefined ? [] : [{ severity, days, count }])),
  };
}

/** The fixes of the whole fleet, most risk removed per edit first. */
export async function listFleetFixes(
  { connection, limit }: { readonly connection?: number | undefined; readonly limit: number },
  db: Database,
): Promise<z.input<typeof contract.FleetFix>[]> {
  return (await fleetFixes(db, connection, limit)).map(({ images, targets, ...fix }) => ({
    ...fix,
    kind: kindOf(fix.key),
    title: titleOf({ ...fix, images, targets }),
  }));
}

/** `Rebuild 3 images on platform/nginx:1-20261120`, `Pin lodash to 4.17.21 in 4 repositories`, `Upgrade system packages in 5 images`. */
export function titleOf({ key, images, repositories, targets }: Pick<FleetFix, 'key' | 'images' | 'repositories' | 'targets'>): string {
  const kind = kindOf(key);
  const name = key.slice(kind.length + 1);
  if (kind === 'base') return `Rebuild ${count(images, 'image')} on ${rangeOf(targets, compareNames)}`;
  if (kind === 'os-upgrade') return `Upgrade system packages in ${count(images, 'image')}`;
  if (kind === 'configuration') return `Mend ${name} in ${count(images, 'image')}`;
  const slash = name.indexOf('/');
  const [pinned = ''] = name.slice(slash + 1).split(' in ', 1);
  const versions = rangeOf(targets, (a, b) => comparatorOf(name.slice(0, slash))?.(a, b) ?? (a < b ? -1 : 1));
  return `Pin ${pinned} to ${versions}${repositories === 1 ? '' : ` in ${repositories} repositories`}`;
}

/** `4.17.21`, `4.17.5 or 4.17.21`; of more the oldest and the newest: `4.17.5 … 4.17.21`. */
function rangeOf(targets: readonly string[], compare: (a: string, b: string) => number): string {
  const sorted = targets.toSorted(compare);
  return sorted.length < 3 ? sorted.join(' or ') : `${sorted[0]} … ${sorted.at(-1)}`;
}

function compareNames(a: string, b: string): number {
  const tagOf = (name: string): string => name.slice(name.lastIndexOf(':') + 1);
  return compareTags(tagOf(a), tagOf(b)) ?? (a < b ? -1 : 1);
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
