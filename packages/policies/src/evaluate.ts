import type { Policy, PolicyFacts, PolicyScope, PolicyState, Rule, RuleResult } from '@plimsoll/model';
import { fitsGlob } from './glob.ts';
import { ruleKinds } from './registry.ts';
import type { Need, Outcome, RuleKind } from './rule-kind.ts';

/** What a policy says of an image. */
export interface Evaluation {
  /** A violation if any rule is broken; else unknown if any is; else a pass. A policy without rules passes. */
  readonly state: PolicyState;
  /** One a rule, in their order. */
  readonly results: readonly RuleResult[];
}

/** Holds an image against a policy. Whether the policy is for the image is `isInScope`'s to say. */
export function evaluate({ rules }: Pick<Policy, 'rules'>, facts: PolicyFacts, now: Date): Evaluation {
  const results = rules.map((rule): RuleResult => ({ rule: rule.kind, ...outcomeOf(rule, facts, now) }));
  const has = (state: PolicyState): boolean => results.some((result) => result.state === state);
  return { state: has('violation') ? 'violation' : has('unknown') ? 'unknown' : 'pass', results };
}

function outcomeOf<K extends Rule['kind']>(rule: Extract<Rule, { kind: K }>, facts: PolicyFacts, now: Date): Outcome {
  const kind: RuleKind<K> = ruleKinds[rule.kind as K];
  return kind.evaluate(rule, facts, now);
}

/** What has to be fetched to answer these rules, beside what every image tells. */
export function needsOf(rules: readonly Rule[]): ReadonlySet<Need> {
  return new Set(rules.flatMap(({ kind }) => ruleKinds[kind].needs ?? []));
}

/** Whether a policy is for an image. */
export function isInScope(
  { connection, repositoryGlob, tagGlob }: PolicyScope,
  image: { readonly connection: number; readonly repository: string; readonly tags: readonly string[] },
): boolean {
  return (
    (connection === undefined || connection === image.connection) &&
    (repositoryGlob === undefined || fitsGlob(image.repository, repositoryGlob)) &&
    (tagGlob === undefined || image.tags.some((tag) => fitsGlob(tag, tagGlob)))
  );
}
