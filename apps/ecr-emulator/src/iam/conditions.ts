import { matchesWildcard } from './wildcard.ts';

/** `StringEquals`, `sts:ExternalId`, `['a']` */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** What conditions may ask about a request, by lower-case key: `aws:principalarn`, `sts:externalid`. */
export type ConditionContext = ReadonlyMap<string, string>;

/** The operators that the emulator evaluates; a policy with another one is refused. */
export const CONDITION_OPERATORS = [
  'StringEquals',
  'StringNotEquals',
  'StringEqualsIgnoreCase',
  'StringLike',
  'StringNotLike',
  'ArnEquals',
  'ArnLike',
  'ArnNotLike',
  'Null',
] as const;

type Test = (actual: string | undefined, wanted: string) => boolean;

const anyOf: Record<string, Test> = {
  StringEquals: (actual, wanted) => actual === wanted,
  StringEqualsIgnoreCase: (actual, wanted) => actual?.toLowerCase() === wanted.toLowerCase(),
  StringLike: (actual, wanted) => actual !== undefined && matchesWildcard(wanted, actual),
  ArnEquals: (actual, wanted) => actual !== undefined && matchesWildcard(wanted, actual),
  ArnLike: (actual, wanted) => actual !== undefined && matchesWildcard(wanted, actual),
  Null: (actual, wanted) => (actual === undefined) === (wanted === 'true'),
};

const noneOf: Record<string, Test> = {
  StringNotEquals: (actual, wanted) => actual === wanted,
  StringNotLike: (actual, wanted) => actual !== undefined && matchesWildcard(wanted, actual),
  ArnNotLike: (actual, wanted) => actual !== undefined && matchesWildcard(wanted, actual),
};

/** True if every condition holds; within one, any value is enough (for the negated operators: none may match). */
export function holds(conditions: readonly Condition[], context: ConditionContext): boolean {
  return conditions.every(({ operator, key, values }) => {
    const actual = context.get(key.toLowerCase());
    const positive = anyOf[operator];
    if (positive) return values.some((wanted) => positive(actual, wanted));
    const negative = noneOf[operator];
    return negative !== undefined && !values.some((wanted) => negative(actual, wanted));
  });
}
