import { expect, it } from 'vitest';
import { evaluate, isInScope, needsOf } from './evaluate.ts';
import { factsOf, NOW, UNREAD } from './testing/facts.ts';

it('lets a violation outweigh what is unknown, and that a pass', () => {
  const rules = [{ kind: 'non-root' }, { kind: 'signed' }, { kind: 'complete-coverage' }] as const;

  expect(evaluate({ rules: rules.slice(0, 1) }, factsOf(), NOW).state).toBe('pass');
  expect(evaluate({ rules }, factsOf(), NOW).state).toBe('unknown');
  expect(evaluate({ rules }, factsOf({ user: '' }), NOW)).toMatchObject({
    state: 'violation',
    results: [
      { rule: 'non-root', state: 'violation' },
      { rule: 'signed', state: 'unknown' },
      { rule: 'complete-coverage', state: 'pass' },
    ],
  });
  expect(evaluate({ rules: [] }, UNREAD, NOW)).toEqual({ state: 'pass', results: [] });
});

it('tells what is to be fetched', () => {
  expect(needsOf([{ kind: 'non-root' }])).toEqual(new Set());
  expect(needsOf([{ kind: 'current-base' }, { kind: 'approved-bases', globs: [] }, { kind: 'denied-licenses', globs: [] }])).toEqual(
    new Set(['bases', 'packages']),
  );
});

it.each`
  scope                           | expected
  ${{}}                           | ${true}
  ${{ connection: 1 }}            | ${true}
  ${{ connection: 2 }}            | ${false}
  ${{ repositoryGlob: 'shop/*' }} | ${true}
  ${{ repositoryGlob: 'base/*' }} | ${false}
  ${{ tagGlob: '1.*' }}           | ${true}
  ${{ tagGlob: '2.*' }}           | ${false}
`('$scope reaches the image: $expected', ({ scope, expected }) =>
  expect(isInScope(scope, { connection: 1, repository: 'shop/web', tags: ['1.2', 'latest'] })).toBe(expected),
);
