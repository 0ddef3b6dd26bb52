import { EVENTS_PATH } from '@plimsoll/contract';
import type { FastifyInstance } from 'fastify';
import type { EventBus } from '../events/event-bus.ts';

const HEARTBEAT_MS = 20_000;

/**
 * Server-sent events: what changed, as it changes.
 *
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function registerEvents(app: FastifyInstance, events: Pick<EventBus, 'subscribe'>): void {
  app.get(EVENTS_PATH, { config: { role: 'viewer' }, schema: { hide: true } }, (request, reply) => {
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    raw.write('retry: 2000\n\n');
    const unsubscribe = events.subscribe((event) => raw.write(`data: ${JSON.stringify(event)}\n\n`));
    const heartbeat = setInterval(() => raw.write(': still here\n\n'), HEARTBEAT_MS);
    request.raw.on('close', () => {
      clearInterval(heartbeat);
      unsubscribe();
    });
  });
}
