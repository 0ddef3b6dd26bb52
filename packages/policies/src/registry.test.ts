import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ruleKinds } from './registry.ts';

it('lists every rule of the folder, each under its own kind', () => {
  const files = readdirSync(new URL('rules', import.meta.url)).filter((name) => !name.endsWith('.test.ts'));

  expect(files.map((name) => name.replace('.ts', '')).toSorted()).toEqual(Object.keys(ruleKinds).toSorted());
  for (const [kind, rule] of Object.entries(ruleKinds)) expect(rule.kind).toBe(kind);
});
