import { expect, it } from 'vitest';
import { draftFrom } from './use-credentials-draft.ts';

it('keeps role and external id, and never a secret', () => {
  const draft = draftFrom({ kind: 'role', roleArn: 'arn:aws:iam::123456789012:role/plimsoll', externalId: 'plimsoll-1', source: 'keys' });

  expect(draft).toMatchObject({
    kind: 'role',
    roleArn: 'arn:aws:iam::123456789012:role/plimsoll',
    externalId: 'plimsoll-1',
    roleSource: 'keys',
    secretAccessKey: '',
  });
});

it('asks for a whole new key', () => {
  expect(draftFrom({ kind: 'keys', accessKeyId: '…MPLE' })).toMatchObject({ kind: 'keys', accessKeyId: '' });
});
