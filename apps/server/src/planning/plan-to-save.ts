import type { AdvisoryStore } from '@plimsoll/advisories';
import type { OpenPlan, PlanToSave } from '@plimsoll/db';
import { countSeverities, type Link } from '@plimsoll/model';
import { type FindingKey, type FixPlan, keyOf } from '@plimsoll/remediation';
import { isExploited, type PlanSubject, presentPlan } from '../use-cases/plan-subject.ts';

/** A plan with what lists sort and sum by. @param name of the image, for the pull request */
export function planToSave(
  plan: FixPlan,
  subject: Pick<PlanSubject, 'found' | 'dockerfile'>,
  store: AdvisoryStore,
  name: string,
): PlanToSave {
  const shown = presentPlan(plan, subject, name);
  const links = new Map(subject.found.map((link) => [textOf(keyOf(link)), link]));
  const removed = plan.removes.flatMap((key) => links.get(textOf(key)) ?? []);
  return {
    key: plan.key,
    title: plan.title,
    target: plan.target ?? null,
    plan: shown,
    counts: { ...countSeverities(removed), fixable: removed.filter(({ fixedVersions }) => fixedVersions.length > 0).length },
    exploited: removed.filter(({ vulnerability }) => isExploited(vulnerability, store)).length,
    risk: plan.riskRemoved,
    edits: plan.edits.length,
    removes: plan.removes.length,
    remaining: plan.remaining,
    unfixable: plan.unfixable,
    adds: plan.adds.length,
  };
}

function textOf({ id, purl }: FindingKey): string {
  return `${id}\0${purl}`;
}

/** Whether nothing of what a plan removes is in an image, in no version of its package. */
export function isDone({ removes }: Pick<OpenPlan, 'removes'>, present: readonly Link[]): boolean {
  const left = new Set(present.map((link) => packageText(keyOf(link))));
  return removes.length > 0 && removes.every((key) => !left.has(packageText(key)));
}

/** `pkg:deb/debian/openssl@3.0.1-1?distro=debian-12` without version and qualifiers. */
function packageText({ id, purl }: FindingKey): string {
  const [name = ''] = purl.split('?');
  const at = name.lastIndexOf('@');
  return `${id}\0${at > name.lastIndexOf('/') ? name.slice(0, at) : name}`;
}
