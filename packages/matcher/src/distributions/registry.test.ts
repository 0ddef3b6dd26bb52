import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { distributionOf, distributions } from './registry.ts';

it('lists every distribution of the folder once', () => {
  const others = ['deb-origin.ts', 'distribution.ts', 'registry.ts', 'rpm-origin.ts'];
  const files = readdirSync(import.meta.dirname).filter((file) => !file.endsWith('.test.ts') && !others.includes(file));
  const listed = distributions.map(({ id }) => `${id.replace(/-(leap|tumbleweed)$/, '')}.ts`);

  expect([...new Set(listed)]).toEqual(files.toSorted());
  expect(new Set(distributions.map(({ id }) => id)).size).toBe(distributions.length);
});

it('does not take a derivative for its parent', () => {
  expect(distributionOf({ id: 'raspbian', idLike: ['debian'], versionId: '12', name: 'Raspbian' })).toBeUndefined();
});
