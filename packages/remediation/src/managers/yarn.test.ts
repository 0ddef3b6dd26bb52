import { expect, it } from 'vitest';
import { yarn } from './yarn.ts';

it('cannot tell versions of a name apart', () => {
  const [edit] = yarn.edits({ name: 'left', from: ['1.0.0'], to: '1.2.0' }, undefined, true);

  expect(yarn.selectsByRange).toBe(false);
  expect(edit?.command).toBe("npm pkg set 'resolutions[left]=1.2.0'");
});
