import { expect, it } from 'vitest';
import { factsOf, NOW, UNREAD } from '../testing/facts.ts';
import { nonRoot } from './non-root.ts';

it.each`
  user         | state
  ${'app'}     | ${'pass'}
  ${'1000:0'}  | ${'pass'}
  ${''}        | ${'violation'}
  ${'root'}    | ${'violation'}
  ${'0'}       | ${'violation'}
  ${'00:1000'} | ${'violation'}
`('USER "$user" is a $state', ({ user, state }) =>
  expect(nonRoot.evaluate({ kind: 'non-root' }, factsOf({ user }), NOW).state).toBe(state),
);

it('does not pass what was not read', () => {
  expect(nonRoot.evaluate({ kind: 'non-root' }, UNREAD, NOW).state).toBe('unknown');
});
