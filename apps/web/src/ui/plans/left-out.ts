import type { FixPlan } from '@plimsoll/contract';

/** Edits that are made, or left out, as one. */
export interface Step {
  readonly step: number;
  readonly label: string;
  readonly edits: FixPlan['edits'];
  /** How much the plan that is this step alone removes: it was verified by itself. Absent if there is no such plan. */
  readonly removes?: number;
}

/** The steps of a plan in the order of its edits. Their effects are taken from the plans beside it that are one of them alone. */
export function stepsOf(plan: Pick<FixPlan, 'edits'>, plans: readonly FixPlan[]): Step[] {
  return [...Map.groupBy(plan.edits, ({ step }) => step)].map(([step, edits]): Step => {
    const alone = planOfEdits(plans, edits);
    return { step, label: edits[0]!.stepTitle, edits, ...(alone === undefined ? {} : { removes: alone.removes.length }) };
  });
}

/** The plan that is exactly these edits, in whatever order and steps. Undefined if there is none. */
export function planOfEdits(plans: readonly FixPlan[], edits: FixPlan['edits']): FixPlan | undefined {
  const textsOf = (some: FixPlan['edits']) => new Set(some.map(({ kind, file, before, after }) => [kind, file, before, after].join('\0')));
  const wanted = textsOf(edits);
  return plans.find((plan) => plan.edits.length === edits.length && [...textsOf(plan.edits)].every((text) => wanted.has(text)));
}

/** `2,5` of an address: the steps of a plan that are left out. What is no step of it is passed over, and one step always stays: an address that leaves out all leaves out none. */
export function leftOutOf(without: string | undefined, steps: readonly Step[]): ReadonlySet<number> {
  const named = new Set((without ?? '').split(','));
  const leftOut = steps.map(({ step }) => step).filter((step) => named.has(String(step)));
  return new Set(leftOut.length === steps.length ? [] : leftOut);
}

/** The inverse, in the order of the steps; absent for none. */
export function formatLeftOut(leftOut: ReadonlySet<number>, steps: readonly Step[]): string | undefined {
  const named = steps.map(({ step }) => step).filter((step) => leftOut.has(step));
  return named.length === 0 ? undefined : named.join(',');
}
