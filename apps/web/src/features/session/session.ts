import { send } from '../../api/call.ts';

/** Signs in with the auth library's own endpoint. @throws ApiFailure with its words if mail or password are wrong */
export async function signIn(credentials: { email: string; password: string }): Promise<void> {
  await post('/api/auth/sign-in/email', credentials);
}

/** Ends the session. */
export async function signOut(): Promise<void> {
  await post('/api/auth/sign-out', {});
}

async function post(url: string, body: unknown): Promise<void> {
  await send(url, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });
}

/** A path of this application to go to after signing in; anything else becomes the overview. */
export function safeNext(next: string | undefined): string {
  return next !== undefined && next.startsWith('/') && !next.startsWith('//') && !next.includes('\\') ? next : '/';
}
