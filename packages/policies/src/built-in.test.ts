import { expect, it } from 'vitest';
import { builtInPolicies } from './built-in.ts';
import { evaluate } from './evaluate.ts';
import { NOW, UNREAD } from './testing/facts.ts';

it('has a key and a name for each', () => {
  expect(new Set(builtInPolicies.map(({ key }) => key)).size).toBe(builtInPolicies.length);
  expect(new Set(builtInPolicies.map(({ name }) => name)).size).toBe(builtInPolicies.length);
});

it('has none that passes an image which nobody read', () => {
  expect(builtInPolicies.map((policy) => evaluate(policy, UNREAD, NOW).state)).toEqual(builtInPolicies.map(() => 'unknown'));
});
