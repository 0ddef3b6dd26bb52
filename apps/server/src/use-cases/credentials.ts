import type { Connection, Credentials } from '@plimsoll/contract';
import type { EcrCredentials } from '@plimsoll/ecr';
import { PlimsollError } from '@plimsoll/model';
import { z } from 'zod';
import type { SealedBox } from '../secrets/sealed-box.ts';

/** What is stored in the clear: how a connection signs in, and nothing that could be used. */
export type StoredAuth = Connection['auth'];

const KeySecrets = z.object({ accessKeyId: z.string(), secretAccessKey: z.string(), sessionToken: z.string().optional() });

/** Splits what somebody entered into the part that may be shown and the sealed part (null if there is nothing to seal). */
export function sealCredentials(
  credentials: Credentials,
  box: SealedBox,
  context: string,
): { auth: StoredAuth; sealed: Uint8Array | null } {
  switch (credentials.kind) {
    case 'ambient':
      return { auth: { kind: 'ambient' }, sealed: null };
    case 'keys':
      return {
        auth: { kind: 'keys', accessKeyId: mask(credentials.accessKeyId) },
        sealed: box.seal(JSON.stringify(KeySecrets.parse(credentials)), context),
      };
    case 'role': {
      const { roleArn, externalId, source } = credentials;
      return {
        auth: { kind: 'role', roleArn, externalId, source: source.kind },
        sealed: source.kind === 'keys' ? box.seal(JSON.stringify(KeySecrets.parse(source)), context) : null,
      };
    }
  }
}

/** @throws PlimsollError CREDENTIALS_MISSING if the secrets were erased, SECRET_KEY_INVALID if they cannot be opened */
export function openCredentials(auth: StoredAuth, sealed: Uint8Array | null, box: SealedBox, context: string): EcrCredentials {
  const keys = (): Extract<EcrCredentials, { kind: 'keys' }> => {
    if (sealed === null)
      throw new PlimsollError('CREDENTIALS_MISSING', 'no credentials are stored', {
        hint: 'enter them with Update credentials or Reconnect',
      });
    const { sessionToken, ...rest } = KeySecrets.parse(JSON.parse(box.open(sealed, context)));
    return { kind: 'keys', ...rest, ...(sessionToken === undefined ? {} : { sessionToken }) };
  };
  if (auth.kind === 'ambient') return { kind: 'ambient' };
  if (auth.kind === 'keys') return keys();
  return {
    kind: 'role',
    roleArn: auth.roleArn,
    externalId: auth.externalId,
    source: auth.source === 'keys' ? keys() : { kind: 'ambient' },
  };
}

/** What the connector takes; contract and connector spell an absent token differently. */
export function toEcrCredentials(credentials: Credentials): EcrCredentials {
  const keys = ({ accessKeyId, secretAccessKey, sessionToken }: Extract<Credentials, { kind: 'keys' }>) => ({
    kind: 'keys' as const,
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === undefined ? {} : { sessionToken }),
  });
  if (credentials.kind === 'keys') return keys(credentials);
  if (credentials.kind === 'ambient') return { kind: 'ambient' };
  const { roleArn, externalId, source } = credentials;
  return { kind: 'role', roleArn, externalId, source: source.kind === 'keys' ? keys(source) : { kind: 'ambient' } };
}

/** `AKIA…MPLE` */
function mask(keyId: string): string {
  return `${keyId.slice(0, 4)}…${keyId.slice(-4)}`;
}
