import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import type { Pool } from 'pg';
import { z } from 'zod';
import { Role } from '@plimsoll/contract';
import { PlimsollError } from '@plimsoll/model';

/** Who calls. */
export interface SignedIn {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}

export interface Auth {
  /** Serves everything below `/api/auth/`. */
  handle(request: Request): Promise<Response>;
  /** Undefined if nobody is signed in, or the session is over. */
  signedIn(headers: Headers): Promise<SignedIn | undefined>;
  /** True until the first admin exists. */
  needsSetup(): Promise<boolean>;
  createUser(user: { name: string; email: string; password: string; role: Role }): Promise<void>;
}

/** Set by our route, whatever the client sent: what rate limits count by. */
export const CLIENT_ADDRESS_HEADER = 'x-plimsoll-client';

const UserRow = z.object({ id: z.string(), name: z.string(), email: z.string(), role: Role });

/**
 * Sessions and passwords, by better-auth, in the schema `auth` of the product's database. Nobody can sign up: the first admin is made on
 * the set-up page, everybody else by an admin.
 *
 * @param pool connects with `search_path=auth`
 */
export async function createAuth(pool: Pool, secret: string, publicUrl: string | undefined): Promise<Auth> {
  const options = {
    appName: 'Plimsoll',
    secret,
    database: pool,
    basePath: '/api/auth',
    ...(publicUrl === undefined ? {} : { baseURL: publicUrl }),
    trustedOrigins: (request?: Request): string[] => sameOrigins(request),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 128 },
    user: { additionalFields: { role: { type: 'string' as const, required: true, defaultValue: 'viewer', input: false } } },
    session: { expiresIn: 60 * 60 * 24 * 7, updateAge: 60 * 60 * 24 },
    rateLimit: { enabled: true, window: 60, max: 300, customRules: { '/sign-in/email': { window: 60, max: 10 } } },
    advanced: {
      useSecureCookies: publicUrl?.startsWith('https:') ?? false,
      cookiePrefix: 'plimsoll',
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
    },
    logger: { level: 'error' as const },
    telemetry: { enabled: false },
  };
  await (await getMigrations(options)).runMigrations();
  const auth = betterAuth(options);

  return {
    handle: (request) => auth.handler(request),
    signedIn: async (headers) => {
      const session = await auth.api.getSession({ headers });
      return session === null ? undefined : UserRow.parse(session.user);
    },
    needsSetup: async () => {
      const { rowCount } = await pool.query(`select from auth."user" where role = 'admin' limit 1`);
      return rowCount === 0;
    },
    createUser: async ({ password, ...user }) => {
      const context = await auth.$context;
      if ((await context.internalAdapter.findUserByEmail(user.email)) !== null) {
        throw new PlimsollError('CONFLICT', `there is a user ${JSON.stringify(user.email)} already`);
      }
      const { id } = await context.internalAdapter.createUser({ ...user, emailVerified: true }, { method: 'admin' });
      const hash = await context.password.hash(password);
      await context.internalAdapter.linkAccount({ userId: id, accountId: id, providerId: 'credential', password: hash });
    },
  };
}

/** The origin that the browser sees is the host it asked: whatever name the server is reached by. */
function sameOrigins(request: Request | undefined): string[] {
  const host = request?.headers.get('host');
  return host === null || host === undefined ? [] : [`http://${host}`, `https://${host}`];
}
