import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { AwsError } from './aws-error.ts';
import type { Fault, FaultPlan } from './faults.ts';
import { headerOf, type Incoming, toIncoming } from './incoming.ts';
import { type Reply, sendReply } from './reply.ts';
import type { LogEntry } from './request-log.ts';
import type { Surface } from './surface.ts';
import { surfaces } from './surfaces.ts';
import type { World } from './world.ts';

/** What the server needs beside the world; the world itself is known only once the port is. */
export interface ServerDeps {
  readonly world: () => World;
  readonly faults: FaultPlan;
  readonly log: (entry: LogEntry) => void;
}

/** Answers each request by the surface that takes it. */
export function createListener(deps: ServerDeps): RequestListener {
  return (request, response) => {
    handle(request, response, deps).catch(() => response.destroy());
  };
}

async function handle(request: IncomingMessage, response: ServerResponse, { world: worldOf, faults, log }: ServerDeps): Promise<void> {
  const world = worldOf();
  const incoming = toIncoming(request);
  const entry: LogEntry = {
    time: new Date(world.clock.now()),
    requestId: randomUUID(),
    operation: 'unknown',
    host: headerOf(incoming, 'host') ?? '',
    hasAuthorization: incoming.headers.has('authorization'),
    status: 0,
  };
  const surface = surfaces.find((candidate) => candidate.matches(incoming));
  if (!surface) throw new Error('no surface takes the request');
  const { reply, fault, named } = await answer(surface, incoming, entry, world, faults);
  log(named);
  if (!fault?.resets) named.status = reply.status;
  response.sendDate = false;
  response.setHeader('date', new Date(world.clock.now()).toUTCString());
  response.setHeader('x-amzn-requestid', entry.requestId);
  await sendReply(response, reply, { method: incoming.method, fault });
}

async function answer(surface: Surface, incoming: Incoming, entry: LogEntry, world: World, faults: FaultPlan) {
  let named = entry;
  let fault: Fault | undefined;
  let reply: Reply;
  try {
    const prepared = await surface.prepare(incoming);
    named = { ...entry, operation: prepared.operation };
    fault = faults.take(prepared.operation);
    if (fault) named.fault = fault.name;
    const seen = fault?.ignoresRange ? { ...incoming, headers: without(incoming.headers, 'range') } : incoming;
    reply = fault?.replaces ?? (await prepared.answer({ world, incoming: seen, entry: named }));
  } catch (error) {
    named.error = error instanceof AwsError ? error.code : String(error);
    reply = surface.failure(error, { requestId: entry.requestId, incoming });
  }
  return { reply, fault, named };
}

function without(headers: Incoming['headers'], name: string): Incoming['headers'] {
  return new Map([...headers].filter(([key]) => key !== name));
}
