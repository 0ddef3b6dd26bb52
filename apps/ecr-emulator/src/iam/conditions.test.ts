import { expect, it } from 'vitest';
import { holds } from './conditions.ts';

const context = new Map([
  ['aws:principalarn', 'arn:aws:iam::1:user/jane'],
  ['sts:externalid', 'plimsoll-1'],
]);

it.each([
  ['StringEquals', 'sts:ExternalId', ['other', 'plimsoll-1'], true],
  ['StringEquals', 'sts:ExternalId', ['Plimsoll-1'], false],
  ['StringEqualsIgnoreCase', 'sts:ExternalId', ['Plimsoll-1'], true],
  ['StringEquals', 'aws:Absent', ['x'], false],
  ['StringNotEquals', 'sts:ExternalId', ['other'], true],
  ['StringNotEquals', 'sts:ExternalId', ['other', 'plimsoll-1'], false],
  ['StringNotEquals', 'aws:Absent', ['x'], true],
  ['StringLike', 'AWS:PrincipalArn', ['arn:aws:iam::1:user/*'], true],
  ['StringNotLike', 'aws:PrincipalArn', ['*'], false],
  ['ArnLike', 'aws:PrincipalArn', ['arn:aws:iam::*:user/jane'], true],
  ['ArnNotLike', 'aws:PrincipalArn', ['arn:aws:iam::2:*'], true],
  ['ArnEquals', 'aws:PrincipalArn', ['arn:aws:iam::1:user/jane'], true],
  ['Null', 'aws:Absent', ['true'], true],
  ['Null', 'sts:ExternalId', ['true'], false],
])('%s %s %j: %s', (operator, key, values, expected) => expect(holds([{ operator, key, values }], context)).toBe(expected));

it('needs every condition', () => {
  const good = { operator: 'StringEquals', key: 'sts:ExternalId', values: ['plimsoll-1'] };
  const bad = { ...good, values: ['x'] };

  expect([holds([], context), holds([good, good], context), holds([good, bad], context)]).toEqual([true, true, false]);
});
