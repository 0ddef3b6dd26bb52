import type { Credentials } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { createSealedBox } from '../secrets/sealed-box.ts';
import { openCredentials, sealCredentials, toEcrCredentials } from './credentials.ts';

const box = createSealedBox(new Uint8Array(32).fill(1));
const keys: Credentials = { kind: 'keys', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG' };
const role: Credentials = { kind: 'role', roleArn: 'arn:aws:iam::123456789012:role/reader', externalId: 'id-1', source: keys };

it.each([keys, role, { ...role, source: { kind: 'ambient' } } as Credentials, { kind: 'ambient' } as Credentials])(
  'opens what it sealed: %j',
  (credentials) => {
    const { auth, sealed } = sealCredentials(credentials, box, 'connection:1');

    expect(openCredentials(auth, sealed, box, 'connection:1')).toEqual(toEcrCredentials(credentials));
    expect(JSON.stringify(auth)).not.toContain('wJalr');
    expect(JSON.stringify(auth)).not.toContain('OSFODNN7');
  },
);

it('says so when the secrets were erased, and keeps what may be kept', () => {
  const { auth } = sealCredentials(role, box, 'connection:1');

  expect(auth).toMatchObject({ roleArn: 'arn:aws:iam::123456789012:role/reader', externalId: 'id-1' });
  expect(() => openCredentials(auth, null, box, 'connection:1')).toThrow(expect.objectContaining({ code: 'CREDENTIALS_MISSING' }));
});
