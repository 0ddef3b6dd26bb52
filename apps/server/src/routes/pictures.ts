import * as contract from '@plimsoll/contract';
import { type Database, readAgeing, readDeadlines, readRemediation, readScatter } from '@plimsoll/db';
import type { FastifyInstance } from 'fastify';
import type { EventBus } from '../events/event-bus.ts';
import { iso } from './instants.ts';
import { kept } from './kept.ts';
import { register } from './register.ts';

/** Each reads a good part of the fleet (0.2 to 0.5 s at 100,000 images), and pages ask again while images are read. */
const KEPT_MS = 10_000;
const MAX_DOTS = 500;

export interface PictureRouteDeps {
  readonly db: Database;
  readonly events: Pick<EventBus, 'subscribe'>;
}

/** What the pictures of the overview are drawn from: at most ten seconds old, and read again once something ended that changes them. */
export function registerPictureRoutes(app: FastifyInstance, { db, events }: PictureRouteDeps): void {
  const remediation = kept(KEPT_MS, (weeks: number) => readRemediation(db, weeks));
  const ageing = kept(KEPT_MS, () => readAgeing(db));
  const deadlines = kept(KEPT_MS, () => readDeadlines(db));
  const scatter = kept(KEPT_MS, () => readScatter(db, MAX_DOTS));

  const unsubscribe = events.subscribe(({ type }) => {
    // These come by the second while images are read; what comes of them is told by the end of the sync.
    if (type !== 'progress' && type !== 'image') for (const answers of [remediation, ageing, deadlines, scatter]) answers.forget();
  });
  app.addHook('onClose', () => unsubscribe());

  register(app, contract.getRemediation, async ({ query: { weeks } }) => iso(await remediation.read(weeks)));

  register(app, contract.getAgeing, async () => iso(await ageing.read(undefined)));

  register(app, contract.getDeadlines, async () => iso(await deadlines.read(undefined)));

  register(app, contract.getScatter, async () => scatter.read(undefined));
}
