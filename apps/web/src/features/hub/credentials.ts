import { Credentials } from '@plimsoll/contract';

export type SignInWith = 'keys' | 'role' | 'ambient';

/** What is typed, for every way to sign in at once: switching between them loses nothing. */
export interface CredentialsDraft {
  readonly kind: SignInWith;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly roleArn: string;
  /** Made by the server, or kept from before; empty until it is there. */
  readonly externalId: string;
  readonly roleSource: 'ambient' | 'keys';
}

export const EMPTY_DRAFT: CredentialsDraft = {
  kind: 'keys',
  accessKeyId: '',
  secretAccessKey: '',
  sessionToken: '',
  roleArn: '',
  externalId: '',
  roleSource: 'keys',
};

export type DraftErrors = Partial<Record<'accessKeyId' | 'secretAccessKey' | 'sessionToken' | 'roleArn' | 'externalId', string>>;

/** The draft as the contract wants it, or what is wrong with which field. */
export function credentialsOf(draft: CredentialsDraft): { credentials: Credentials } | { errors: DraftErrors } {
  const parsed = Credentials.safeParse(toContract(draft));
  if (parsed.success) return { credentials: parsed.data };
  const errors: DraftErrors = {};
  for (const issue of parsed.error.issues) {
    const field = issue.path.at(-1);
    if (isField(field)) errors[field] ??= SAID[field] ?? issue.message;
  }
  return { errors };
}

const SAID: DraftErrors = {
  secretAccessKey: 'A secret access key is 16 characters or longer; AWS showed it once, beside the key id.',
  externalId: 'The external id is still being made.',
};

function isField(field: unknown): field is keyof DraftErrors {
  return typeof field === 'string' && ['accessKeyId', 'secretAccessKey', 'sessionToken', 'roleArn', 'externalId'].includes(field);
}

function toContract(draft: CredentialsDraft) {
  const sessionToken = draft.sessionToken.trim();
  const keys = {
    kind: 'keys',
    accessKeyId: draft.accessKeyId,
    secretAccessKey: draft.secretAccessKey,
    ...(sessionToken === '' ? {} : { sessionToken }),
  };
  if (draft.kind === 'ambient') return { kind: 'ambient' };
  if (draft.kind === 'keys') return keys;
  return {
    kind: 'role',
    roleArn: draft.roleArn,
    externalId: draft.externalId,
    source: draft.roleSource === 'ambient' ? { kind: 'ambient' } : keys,
  };
}
