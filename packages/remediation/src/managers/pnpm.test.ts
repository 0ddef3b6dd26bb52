import { expect, it } from 'vitest';
import { pnpm } from './pnpm.ts';

it('sets overrides below its own member of package.json', () => {
  const [edit] = pnpm.edits({ name: 'left', from: ['1.0.0'], to: '1.2.0', range: '<1.2.0' }, undefined, true);

  expect(edit?.command).toBe("npm pkg set 'pnpm.overrides[left@<1.2.0]=1.2.0'");
});
