import { expect, it } from 'vitest';
import { factsOf, NOW, UNREAD } from '../testing/facts.ts';
import { noSecrets } from './no-secrets.ts';

const check = (status: 'pass' | 'fail' | 'unknown', id = 'CIS-4.10-files') => ({ id, status, message: `${id} ${status}` });

it.each([
  [[check('pass'), check('fail', 'CIS-4.1')], 'pass', 'No secret was found'],
  [[check('pass'), check('fail')], 'violation', 'CIS-4.10-files fail'],
  [[check('fail'), check('fail')], 'violation', '2 secrets: CIS-4.10-files fail'],
  [[check('pass'), check('unknown')], 'unknown', 'CIS-4.10-files unknown'],
  [[], 'unknown', 'The image was read before secrets were looked for'],
])('%o is a %s', (checks, state, message) => {
  expect(noSecrets.evaluate({ kind: 'no-secrets' }, factsOf({ checks }), NOW)).toEqual({ state, message });
});

it('does not pass what was not read', () => {
  expect(noSecrets.evaluate({ kind: 'no-secrets' }, UNREAD, NOW).state).toBe('unknown');
});
