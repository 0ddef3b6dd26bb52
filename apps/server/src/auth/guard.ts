import { Role } from '@plimsoll/contract';
import { PlimsollError } from '@plimsoll/model';
import { fromNodeHeaders } from 'better-auth/node';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Auth, SignedIn } from './auth.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The least role that may call the route; absent = anybody. */
    role?: 'public' | Role;
  }
  interface FastifyRequest {
    /** Who calls; undefined on public routes. */
    user: SignedIn | undefined;
  }
}

const RANK: Record<Role, number> = { viewer: 0, editor: 1, admin: 2 };
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Lets a request through to a route only if whoever sends it may call it, and no other site sent it. */
export function guard(app: FastifyInstance, auth: Auth): void {
  app.decorateRequest('user', undefined);
  app.addHook('onRequest', async (request) => {
    refuseOtherSites(request);
    const { role } = request.routeOptions.config;
    if (role === undefined || role === 'public') return;
    const user = await auth.signedIn(fromNodeHeaders(request.headers));
    if (user === undefined) throw new PlimsollError('UNAUTHENTICATED', 'nobody is signed in', { hint: 'sign in again' });
    if (RANK[user.role] < RANK[role]) {
      throw new PlimsollError('FORBIDDEN', `this needs the role ${role}, and ${user.email} is ${user.role}`, { hint: 'ask an admin' });
    }
    request.user = user;
  });
}

/** Browsers say where a request comes from; programs send neither header. */
function refuseOtherSites({ method, headers }: FastifyRequest): void {
  if (SAFE_METHODS.has(method)) return;
  const site = headers['sec-fetch-site'];
  const origin = headers.origin;
  const isOther =
    (site !== undefined && site !== 'same-origin' && site !== 'none') || (origin !== undefined && URL.parse(origin)?.host !== headers.host);
  if (isOther) throw new PlimsollError('FORBIDDEN', `a page of ${origin ?? 'another site'} may not change anything here`);
}
