import { expect, it } from 'vitest';
import { matchesWildcard } from './wildcard.ts';

it.each([
  ['*', '', true],
  ['*', 'anything', true],
  ['ecr:Get*', 'ecr:GetAuthorizationToken', true],
  ['ecr:Get*', 'ecr:BatchGetImage', false],
  ['a*b*c', 'a-b-b-c', true],
  ['a*b*c', 'a-c-b', false],
  ['prod-?', 'prod-a', true],
  ['prod-?', 'prod-', false],
  ['repository/prod-*', 'repository/*', false],
  ['repository/*', 'repository/*', true],
  ['a.c', 'abc', false],
  ['', '', true],
  ['', 'a', false],
])('%j matches %j: %s', (pattern, text, expected) => expect(matchesWildcard(pattern, text)).toBe(expected));

it('stays fast on hostile patterns', () => {
  expect(matchesWildcard('*a'.repeat(200), 'a'.repeat(20_000) + 'b')).toBe(false);
});
