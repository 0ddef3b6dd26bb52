import { z } from 'zod';
import { SyncProgress } from './connections.ts';

/** Server-sent events of `GET /api/events`: each `data:` line is one of these as JSON. */
export const ServerEvent = z.discriminatedUnion('type', [
  /** The connection's card changed: fetch it again. */
  z.object({ type: z.literal('connection'), connection: z.int() }),
  z.object({ type: z.literal('progress'), connection: z.int(), progress: SyncProgress }),
  /** An image was read or matched again. */
  z.object({ type: z.literal('image'), connection: z.int(), repository: z.string(), digest: z.string() }),
  /** Decisions were made, ended or expired. */
  z.object({ type: z.literal('decisions') }),
  /** Images were held against the policies again, or a policy changed. */
  z.object({ type: z.literal('policies') }),
  /** Plans were made again for what repositories ship, or ended. */
  z.object({ type: z.literal('plans') }),
  z.object({ type: z.literal('advisories') }),
]);
export type ServerEvent = z.infer<typeof ServerEvent>;

export const EVENTS_PATH = '/api/events';
