import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Caller } from '../authenticate.ts';
import { equalInConstantTime } from '../sigv4.ts';

const LIFE_SECONDS = 12 * 3600;

/** Random bytes that bring a password to the size of real ones. */
const PADDING_BYTES = 1400;

/** The passwords of the registry: they carry an identity, and no permission. */
export interface AuthorizationTokens {
  /** base64 of `AWS:<password>`, good for 12 hours. */
  issue(caller: Caller): { readonly token: string; readonly expiresAt: number };
  /** Who a Basic credential stands for. */
  read(token: string): TokenReading;
}

type TokenReading =
  | { readonly state: 'valid' | 'expired'; readonly accessKeyId: string; readonly region: string }
  | { readonly state: 'invalid' };

const password = z.object({ payload: z.string(), datakey: z.string(), expiration: z.number() });

const payload = z.object({ accessKeyId: z.string(), region: z.string() });

export function createAuthorizationTokens(secret: Uint8Array, now: () => number): AuthorizationTokens {
  const mac = (body: string, expiration: number) => createHmac('sha256', secret).update(`${expiration} ${body}`).digest('base64');

  return {
    issue: ({ principal, region }) => {
      const expiration = Math.floor(now() / 1000) + LIFE_SECONDS;
      const padding = randomBytes(PADDING_BYTES).toString('base64');
      const body = toBase64(JSON.stringify({ accessKeyId: principal.accessKeyId, region, padding }));
      const text = JSON.stringify({ payload: body, datakey: mac(body, expiration), version: '2', type: 'DATA_KEY', expiration });
      return { token: toBase64(`AWS:${toBase64(text)}`), expiresAt: expiration * 1000 };
    },

    read: (token) => {
      const text = fromBase64(token);
      const sealed = text.startsWith('AWS:') ? parseJson(password, fromBase64(text.slice('AWS:'.length))) : undefined;
      if (!sealed || !equalInConstantTime(sealed.datakey, mac(sealed.payload, sealed.expiration))) return { state: 'invalid' };
      const identity = parseJson(payload, fromBase64(sealed.payload));
      if (!identity) return { state: 'invalid' };
      return { state: now() < sealed.expiration * 1000 ? 'valid' : 'expired', ...identity };
    },
  };
}

function parseJson<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function toBase64(text: string): string {
  return Buffer.from(text).toString('base64');
}

function fromBase64(text: string): string {
  return Buffer.from(text, 'base64').toString();
}
