import type { PolicyFacts, Rule, RuleResult } from '@plimsoll/model';

type Kind = Rule['kind'];

/** What a rule says, without its name. */
export type Outcome = Omit<RuleResult, 'rule'>;

/** What it takes to answer a rule beside what every image tells: fetched only if a policy asks. */
export type Need = 'bases' | 'packages';

/** A kind of rule: a value in `registry.ts`. */
export interface RuleKind<K extends Kind = Kind> {
  readonly kind: K;
  readonly needs?: Need;
  evaluate(rule: Extract<Rule, { kind: K }>, facts: PolicyFacts, now: Date): Outcome;
}
