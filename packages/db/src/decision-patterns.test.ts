import { afterAll, expect, it } from 'vitest';
import { globToLike, likeToGlob } from './decision-patterns.ts';
import { createTestDatabase } from './testing/test-database.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

it.each`
  glob          | pattern
  ${'shop/web'} | ${'shop/web'}
  ${'shop/*'}   | ${'shop/%'}
  ${'v1.?'}     | ${'v1._'}
  ${'my_app*'}  | ${'my\\_app%'}
  ${'100%'}     | ${'100\\%'}
  ${'a\\b'}     | ${'a\\\\b'}
`('$glob is stored as $pattern and comes back', ({ glob, pattern }: { glob: string; pattern: string }) => {
  expect(globToLike(glob)).toBe(pattern);
  expect(likeToGlob(pattern)).toBe(glob);
});

it('takes a run of stars for one', () => {
  expect(globToLike('a***b')).toBe('a%b');
});

it.each(['', 'x'.repeat(301), '*a*b*c*d*e*f*g'])('refuses %j', (glob) => {
  expect(() => globToLike(glob)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
});

it.each`
  glob        | text          | matches
  ${'shop/*'} | ${'shop/a/b'} | ${true}
  ${'shop/*'} | ${'shops/a'}  | ${false}
  ${'my_app'} | ${'myxapp'}   | ${false}
  ${'v1.?'}   | ${'v1.2'}     | ${true}
  ${'v1.?'}   | ${'v1.20'}    | ${false}
  ${'a\\b%'}  | ${'a\\b%'}    | ${true}
  ${'Shop/*'} | ${'shop/a'}   | ${false}
`('Postgres agrees that $glob fits $text: $matches', async ({ glob, text, matches }: { glob: string; text: string; matches: boolean }) => {
  const { rows } = await db.query<{ fits: boolean }>('select $1::text like $2::text as fits', [text, globToLike(glob)]);

  expect(rows[0]?.fits).toBe(matches);
});
