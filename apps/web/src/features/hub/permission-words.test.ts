import { expect, it } from 'vitest';
import { headlineOf, permissionInWords } from './permission-words.ts';

type State = 'granted' | 'missing' | 'unknown';

function permissions(...states: State[]) {
  const actions = [
    'ecr:GetAuthorizationToken',
    'ecr:DescribeRepositories',
    'ecr:DescribeImages',
    'ecr:BatchGetImage',
    'ecr:GetDownloadUrlForLayer',
  ] as const;
  return actions.map((action, index) => ({ action, state: states[index] ?? 'granted', tried: '' }));
}

const FAILURE = { code: 'CREDENTIALS_INVALID', title: 'The key is not valid', message: 'AWS does not know it' };

it.each`
  report                                                                                                              | expected
  ${{ ok: true, permissions: permissions() }}                                                                         | ${'All five permissions work'}
  ${{ ok: false, permissions: permissions('granted', 'granted', 'granted', 'granted', 'missing') }}                   | ${'Four of five permissions work'}
  ${{ ok: true, permissions: permissions('granted', 'granted', 'unknown', 'unknown', 'unknown') }}                    | ${'Two of five permissions work, three could not be tried'}
  ${{ ok: false, failure: FAILURE, permissions: permissions('unknown', 'unknown', 'unknown', 'unknown', 'unknown') }} | ${'The connection does not work yet'}
`('says "$expected"', ({ report, expected }) => expect(headlineOf(report)).toBe(expected));

it('says what was tried', () => {
  expect(permissionInWords({ action: 'ecr:DescribeRepositories', state: 'granted', tried: 'listed' }, { repositories: 214 })).toBe(
    'granted · 214 repositories',
  );
  expect(permissionInWords({ action: 'ecr:DescribeImages', state: 'granted', tried: 'tried on shop/web' }, {})).toBe(
    'granted · tried on shop/web',
  );
  expect(permissionInWords({ action: 'ecr:DescribeImages', state: 'missing', tried: 'x' }, {})).toBe('missing');
});
