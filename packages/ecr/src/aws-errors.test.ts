import { expect, it } from 'vitest';
import { faultOf, parseDenial, retryAfterOf, toPlimsollError } from './aws-errors.ts';

const named = (name: string, message = '', more: object = {}): Error => Object.assign(new Error(message), { name, ...more });

it.each([
  ['ThrottlingException', {}, 'throttled'],
  ['LimitExceededException', {}, 'throttled'],
  ['Anything', { $metadata: { httpStatusCode: 429 } }, 'throttled'],
  ['ServerException', { $metadata: { httpStatusCode: 500 } }, 'transient'],
  ['SyntaxError', { $metadata: { httpStatusCode: 503 } }, 'transient'],
  ['TimeoutError', {}, 'transient'],
  ['Error', { code: 'ECONNREFUSED' }, 'transient'],
  ['TypeError', { cause: Object.assign(new Error('x'), { code: 'ENOTFOUND' }) }, 'transient'],
  ['ExpiredTokenException', {}, 'expired'],
  ['AccessDeniedException', { $metadata: { httpStatusCode: 400 } }, 'permanent'],
])('%s %j is %s', (name, more, fault) => {
  expect(faultOf(named(name, '', more))).toBe(fault);
});

it('reads the parts of a denial, and tolerates the older text', () => {
  const text =
    'User: arn:aws:iam::123456789012:user/jane is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:eu-central-1:123456789012:repository/a because no identity-based policy allows the ecr:BatchGetImage action';

  expect(parseDenial(text)).toEqual({
    principal: 'arn:aws:iam::123456789012:user/jane',
    action: 'ecr:BatchGetImage',
    resource: 'arn:aws:ecr:eu-central-1:123456789012:repository/a',
    reason: 'no identity-based policy allows the ecr:BatchGetImage action',
  });
  expect(parseDenial('User: u is not authorized to perform: ecr:DescribeImages on resource: r')).toMatchObject({
    resource: 'r',
    reason: '',
  });
  expect(parseDenial('no')).toEqual({ principal: undefined, action: undefined, resource: undefined, reason: '' });
});

it.each([
  ['UnrecognizedClientException', '', 'CREDENTIALS_INVALID'],
  ['InvalidSignatureException', 'The request signature we calculated does not match', 'CREDENTIALS_INVALID'],
  ['InvalidSignatureException', "Credential should be scoped to a valid region, not 'eu'.", 'REGION_INVALID'],
  ['ExpiredTokenException', '', 'CREDENTIALS_EXPIRED'],
  ['CredentialsProviderError', 'Could not load credentials from any providers', 'CREDENTIALS_MISSING'],
  ['AccessDenied', 'User: arn:a is not authorized to perform: sts:AssumeRole on resource: arn:role', 'ASSUME_ROLE_DENIED'],
  ['AccessDeniedException', 'User: u is not authorized to perform: ecr:DescribeImages on resource: r', 'PERMISSION_DENIED'],
  ['RepositoryNotFoundException', 'no such', 'REPOSITORY_NOT_FOUND'],
  ['LayersNotFoundException', 'no such', 'BLOB_NOT_FOUND'],
  ['ThrottlingException', 'Rate exceeded', 'THROTTLED'],
  ['Novel', 'something', 'REGISTRY_ERROR'],
])('%s %j becomes %s', (name, message, code) => {
  expect(toPlimsollError(named(name, message), { region: 'eu-central-1', keyId: 'AKIAIOSFODNN7EXAMPLE' })).toMatchObject({ code });
});

it('says by how many minutes the clock is off, and names only the end of the key', () => {
  const skew = named(
    'InvalidSignatureException',
    'Signature expired: 20261124T100000Z is now earlier than 20261124T104500Z (20261124T110000Z - 15 min.)',
  );

  expect(toPlimsollError(skew, { region: 'r' }).message).toBe("this machine's clock is 60 minutes off");
  expect(toPlimsollError(named('UnrecognizedClientException'), { region: 'r', keyId: 'AKIAIOSFODNN7EXAMPLE' }).message).toContain(
    'ending in MPLE',
  );
});

it('honours Retry-After within reason', () => {
  expect(retryAfterOf(named('x', '', { $response: { headers: { 'retry-after': '7' } } }))).toBe(7);
  expect(retryAfterOf(named('x', '', { $response: { headers: { 'retry-after': '99999' } } }))).toBe(300);
  expect(retryAfterOf(named('x'))).toBeUndefined();
});
