import type { FixPlan, ImagePlan } from '@plimsoll/contract';
import { count, number, numberWord } from '../../ui/format.ts';
import { planOfEdits } from '../../ui/plans/left-out.ts';

/** The plan that an address names by its key, else the one that removes most. Undefined if there is no plan. */
export function planAt(plans: readonly FixPlan[], key: string | undefined): FixPlan | undefined {
  return plans.find((plan) => plan.key === key) ?? widestPlan(plans);
}

/** The plan that removes most, of several the one with the fewest edits. Undefined if there is none. */
export function widestPlan(plans: readonly FixPlan[]): FixPlan | undefined {
  return plans.toSorted((a, b) => b.removes.length - a.removes.length || a.edits.length - b.edits.length)[0];
}

/** The plan with the fewest edits that removes a finding, of several the one that removes most besides it. */
export function smallestPlanFor(
  plans: readonly FixPlan[],
  finding: { readonly vulnerability: string; readonly aliases: readonly string[]; readonly purl: string },
): FixPlan | undefined {
  const names = new Set([finding.vulnerability, ...finding.aliases]);
  return plans
    .filter(({ removes }) => removes.some(({ id, purl }) => purl === finding.purl && names.has(id)))
    .toSorted((a, b) => a.edits.length - b.edits.length || b.removes.length - a.removes.length)[0];
}

/** What edits of an image can do, as the end of its verdict: `One edit removes 49, 27 edits remove 136.` */
export function effectInWords({ plans }: Pick<ImagePlan, 'plans'>): string {
  const whole = widestPlan(plans);
  if (whole === undefined || whole.removes.length === 0) return 'No edit that Plimsoll can verify removes any.';
  const single = widestPlan(plans.filter(({ edits }) => edits.length === 1));
  const parts = [single, whole].filter((plan) => plan !== undefined);
  return `${[...new Set(parts)]
    .map(effectOf)
    .join(', ')
    .replace(/^./, (letter) => letter.toUpperCase())}.`;
}

function effectOf({ edits, removes }: FixPlan): string {
  return `${numberWord(edits.length).toLowerCase()} ${edits.length === 1 ? 'edit removes' : 'edits remove'} ${number(removes.length)}`;
}

/** A part of a plan: all of one kind. */
export interface Part {
  readonly label: string;
  /** The plan that is this part alone: what it says of its effect was verified by itself. Absent if there is none. */
  readonly alone?: FixPlan;
}

/** A plan's edits in few words: another base, system packages, dependencies, configuration. */
export function partsOf(plan: FixPlan, plans: readonly FixPlan[]): Part[] {
  const parts = [
    plan.edits.filter(({ kind }) => kind === 'base-image'),
    plan.edits.filter(({ kind }) => kind === 'os-packages'),
    plan.edits.filter(({ kind }) => kind === 'dependency' || kind === 'override'),
    plan.edits.filter(({ kind }) => kind === 'configuration'),
  ];
  return parts
    .filter((edits) => edits.length > 0)
    .map((edits): Part => {
      const alone = planOfEdits(plans, edits);
      return { label: labelOf(edits, alone), ...(alone === undefined ? {} : { alone }) };
    });
}

function labelOf(edits: FixPlan['edits'], alone: FixPlan | undefined): string {
  const [first] = edits;
  if (first?.kind === 'base-image') return first.after.split('@sha256:')[0] ?? first.after; // a base is told by its tag: a digest is for machines
  if (alone !== undefined) return alone.title;
  const isPin = first?.kind === 'dependency' || first?.kind === 'override';
  return first === undefined || isPin ? `Pin ${count(edits.length, 'dependency', 'dependencies')}` : first.stepTitle;
}
