import type { Connection, Credentials } from '@plimsoll/contract';
import { useState } from 'react';
import { type CredentialsDraft, credentialsOf, type DraftErrors, EMPTY_DRAFT } from './credentials.ts';

/** The fields of a form that asks for credentials, and what is wrong with them once one has tried. */
export function useCredentialsDraft(initial: CredentialsDraft = EMPTY_DRAFT) {
  const [draft, setDraft] = useState(initial);
  const [errors, setErrors] = useState<DraftErrors>({});
  return {
    draft,
    errors,
    change: (change: Partial<CredentialsDraft>) => {
      setDraft((before) => ({ ...before, ...change }));
      setErrors({});
    },
    /** Runs `use` with the credentials if they are whole, else shows what is missing. */
    withCredentials: (use: (credentials: Credentials) => void) => {
      const result = credentialsOf(draft);
      if ('credentials' in result) use(result.credentials);
      else setErrors(result.errors);
    },
  };
}

/** The way a connection signs in, with empty secrets: what stays when it is changed or was disconnected. */
export function draftFrom(auth: Connection['auth']): CredentialsDraft {
  if (auth.kind === 'role')
    return { ...EMPTY_DRAFT, kind: 'role', roleArn: auth.roleArn, externalId: auth.externalId, roleSource: auth.source };
  return { ...EMPTY_DRAFT, kind: auth.kind };
}
