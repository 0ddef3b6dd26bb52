import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Done } from './shared.ts';

export const Role = z.enum(['viewer', 'editor', 'admin']);
export type Role = z.infer<typeof Role>;

/** Who is signed in. Sessions themselves are made and ended by the auth library under `/api/auth/`. */
export const getSession = endpoint({
  method: 'GET',
  path: '/api/session',
  summary: 'Who is signed in, and whether the first admin has yet to be created',
  group: 'Session',
  role: 'public',
  response: z.object({
    needsSetup: z.boolean(),
    version: z.string(),
    user: z.object({ id: z.string(), name: z.string(), email: z.string(), role: Role }).nullable(),
  }),
});

export const createAdmin = endpoint({
  method: 'POST',
  path: '/api/setup',
  summary: 'Create the first admin with the one-time token that the log printed',
  group: 'Session',
  role: 'public',
  body: z.object({
    token: z.string().min(1).max(200),
    name: z.string().trim().min(1).max(100),
    email: z.email().max(200),
    password: z.string().min(12).max(128),
  }),
  response: Done,
});
