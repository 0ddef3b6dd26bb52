import { expect, it } from 'vitest';
import { credentialsOf, EMPTY_DRAFT } from './credentials.ts';

const KEYS = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };

it('takes an access key and trims what was pasted', () => {
  expect(credentialsOf({ ...EMPTY_DRAFT, ...KEYS, accessKeyId: ` ${KEYS.accessKeyId}\n` })).toEqual({
    credentials: { kind: 'keys', ...KEYS },
  });
});

it('sends a session token only if there is one', () => {
  expect(credentialsOf({ ...EMPTY_DRAFT, ...KEYS, sessionToken: ' t0ken ' })).toMatchObject({ credentials: { sessionToken: 't0ken' } });
});

it('names each field that is wrong', () => {
  const result = credentialsOf({ ...EMPTY_DRAFT, accessKeyId: 'nope' });

  expect(result).toMatchObject({
    errors: { accessKeyId: expect.stringContaining('16 to 128'), secretAccessKey: expect.stringContaining('16 characters') },
  });
});

it('takes a role that this machine assumes, whatever was typed as a key', () => {
  const draft = {
    ...EMPTY_DRAFT,
    kind: 'role',
    roleSource: 'ambient',
    roleArn: 'arn:aws:iam::123456789012:role/plimsoll',
    externalId: 'plimsoll-1',
  } as const;

  expect(credentialsOf(draft)).toEqual({
    credentials: { kind: 'role', roleArn: draft.roleArn, externalId: 'plimsoll-1', source: { kind: 'ambient' } },
  });
});

it('says what a role ARN looks like', () => {
  expect(credentialsOf({ ...EMPTY_DRAFT, ...KEYS, kind: 'role', roleArn: 'plimsoll', externalId: 'plimsoll-1' })).toMatchObject({
    errors: { roleArn: expect.stringContaining('arn:aws:iam::') },
  });
});

it('finds the key of a role wrong too', () => {
  expect(
    credentialsOf({ ...EMPTY_DRAFT, kind: 'role', roleArn: 'arn:aws:iam::123456789012:role/plimsoll', externalId: 'plimsoll-1' }),
  ).toMatchObject({
    errors: { accessKeyId: expect.any(String) },
  });
});

it('asks for nothing where this machine signs in', () => {
  expect(credentialsOf({ ...EMPTY_DRAFT, kind: 'ambient' })).toEqual({ credentials: { kind: 'ambient' } });
});
