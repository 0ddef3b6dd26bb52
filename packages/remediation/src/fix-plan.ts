import { applySteps, type Draft, draftAll, draftConfiguration, draftMoves, type Step } from './drafts.ts';
import { type Delta, deltaOf, type OpenFindings, openFindings } from './finding-keys.ts';
import type { Edit } from './managers/manager.ts';
import type { PlanInput } from './plan-input.ts';
import { majorLimits, targetOf, titleOf } from './plan-title.ts';

/** A set of edits with what it does: simulated, and matched again. */
export interface FixPlan extends Delta {
  /**
   * Which of an image's plans: `base:platform/nginx:1-@`, `os-upgrade`, `pin:npm/lodash`, `pins:same-line`, `pins:best`, `everything`,
   * `configuration:CIS-4.1`. No two of one image have the same; it stays while versions change.
   */
  readonly key: string;
  /** `Move to platform/nginx:1-20261120`. */
  readonly title: string;
  /** The tag or version that a move or a single pin leads to: `platform/nginx:1-20261120`, `4.17.21`. */
  readonly target?: string;
  /** Never empty. */
  readonly edits: readonly PlannedEdit[];
  /** Sentences about what the plan cannot know: part of the promise. Empty if it knows all. */
  readonly limits: readonly string[];
}

/** Edits of one step are made, or left out, as one: `simulateSteps` says what is left then. */
export interface PlannedEdit extends Edit {
  readonly step: number;
  /** What the step does: `Pin lodash to 4.17.21`. */
  readonly stepTitle: string;
}

export interface Plans {
  /** One a candidate, in their order. */
  readonly candidates: readonly (Delta & { readonly name: string; readonly digest: string })[];
  /** Most risk removed per edit first; plans that remove nothing are left out, but for those of the configuration, which come last. */
  readonly plans: readonly FixPlan[];
}

/** Finds the edits that remove the most, simulates each set of them, and matches the result before it says anything. */
export function planFixes(input: PlanInput): Plans {
  const { moves, drafts, before } = draft(input);
  return {
    candidates: moves.map(({ delta }, index) => {
      const { name, digest } = input.base!.candidates[index]!;
      return { name, digest, ...delta };
    }),
    plans: [
      ...rank(drafts.map((one) => verify(one, one.steps, before, input)).filter(({ removes }) => removes.length > 0)),
      ...draftConfiguration(input).map((one) => verify(one, one.steps, before, input)),
    ],
  };
}

/**
 * One of the plans that `planFixes` gives, with some of its steps only: simulated and matched like the whole.
 *
 * @param steps their numbers, in any order; those that the plan has not are left out
 * @returns undefined if there is no plan with this key. Its edits are empty if it has none of the steps
 */
export function simulateSteps(input: PlanInput, key: string, steps: Iterable<number>): FixPlan | undefined {
  const { drafts, before } = draft(input);
  const found = [...drafts, ...draftConfiguration(input)].find((one) => one.key === key);
  const wanted = new Set(steps);
  return found === undefined
    ? undefined
    : verify(
        found,
        found.steps.filter((_, index) => wanted.has(index)),
        before,
        input,
      );
}

function draft(input: PlanInput): { moves: { move: Draft; delta: Delta }[]; drafts: Draft[]; before: OpenFindings } {
  const { inventory, match, riskOf } = input;
  const before = openFindings(match(inventory));
  const moves = draftMoves(input).map((move) => ({
    move,
    delta: deltaOf(before, openFindings(match(applySteps(inventory, move.steps))), riskOf),
  }));
  const best = moves.toSorted((a, b) => b.delta.riskRemoved - a.delta.riskRemoved)[0]?.move;
  const drafts = draftAll(
    input,
    moves.map(({ move }) => move),
    best,
  );
  return { moves, drafts, before };
}

function verify(whole: Draft, steps: readonly Step[], before: OpenFindings, { inventory, match, riskOf }: PlanInput): FixPlan {
  const parts = steps.map(({ part }) => part);
  const target = targetOf(whole.steps.map(({ part }) => part));
  return {
    key: whole.key,
    title: titleOf(parts, steps.length === whole.steps.length),
    ...(target === undefined ? {} : { target }),
    edits: whole.steps.flatMap((one, step) =>
      steps.includes(one) ? one.edits.map((edit) => ({ ...edit, step, stepTitle: titleOf([one.part], true) })) : [],
    ),
    limits: [...new Set([...steps.flatMap(({ limits }) => limits), ...majorLimits(parts)])],
    ...deltaOf(before, openFindings(match(applySteps(inventory, steps))), riskOf),
  };
}

function rank(plans: readonly FixPlan[]): FixPlan[] {
  const perEdit = ({ riskRemoved, edits }: FixPlan): number => riskRemoved / edits.length;
  return plans.toSorted((a, b) => perEdit(b) - perEdit(a) || b.riskRemoved - a.riskRemoved || (a.title < b.title ? -1 : 1));
}
