import { expect, it } from 'vitest';
import { fitsGlob } from './glob.ts';

it.each`
  text          | glob          | expected
  ${'shop/web'} | ${'shop/*'}   | ${true}
  ${'shop/web'} | ${'*'}        | ${true}
  ${'shop/web'} | ${'shop'}     | ${false}
  ${'shop/web'} | ${'*web'}     | ${true}
  ${'shop/web'} | ${'s*/*b'}    | ${true}
  ${'shop/web'} | ${'s?op/we?'} | ${true}
  ${'shop/web'} | ${'shop/we'}  | ${false}
  ${''}         | ${'*'}        | ${true}
  ${''}         | ${'?'}        | ${false}
  ${'a+b.c'}    | ${'a+b.c'}    | ${true}
  ${'abxc'}     | ${'a*b*c'}    | ${true}
  ${'axbxbxc'}  | ${'a*bxc'}    | ${true}
`('"$text" fits "$glob": $expected', ({ text, glob, expected }) => expect(fitsGlob(text, glob)).toBe(expected));

// Backtracking over them takes hours: the time limit of the test finds it.
it('does not hang on a hostile pair', () => {
  expect(fitsGlob('a'.repeat(20_000), `${'a*'.repeat(100)}b`)).toBe(false);
});
