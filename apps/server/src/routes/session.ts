import { createAdmin, getSession } from '@plimsoll/contract';
import { PlimsollError } from '@plimsoll/model';
import { fromNodeHeaders } from 'better-auth/node';
import type { FastifyInstance } from 'fastify';
import type { Auth } from '../auth/auth.ts';
import type { SetupToken } from '../auth/setup-token.ts';
import { register } from './register.ts';

export interface SessionRouteDeps {
  readonly auth: Auth;
  readonly setupToken: SetupToken;
  readonly version: string;
}

export function registerSessionRoutes(app: FastifyInstance, { auth, setupToken, version }: SessionRouteDeps): void {
  register(app, getSession, async ({ headers }) => ({
    needsSetup: await auth.needsSetup(),
    version,
    user: (await auth.signedIn(fromNodeHeaders(headers))) ?? null,
  }));

  register(app, createAdmin, async ({ body: { token, ...user } }) => {
    if (!(await auth.needsSetup())) throw new PlimsollError('CONFLICT', 'an admin exists already', { hint: 'sign in' });
    if (!setupToken.matches(token)) {
      throw new PlimsollError('FORBIDDEN', 'this is not the one-time token', {
        hint: 'the link with the token is in the log of the server',
      });
    }
    await auth.createUser({ ...user, role: 'admin' });
    return { ok: true as const };
  });
}
