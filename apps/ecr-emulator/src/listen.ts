import { createServer, type RequestListener, type Server } from 'node:http';
import { PlimsollError } from '@plimsoll/model';

/** How often another free port is tried when the one of 127.0.0.1 is taken on ::1. */
const TRIES = 20;

/** Where it listens, and how to stop: open connections are cut. */
export interface Listening {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/**
 * Listens on 127.0.0.1 and, where the machine has it, on the same port of ::1: `localhost` may mean either, and it is the name of the
 * layer host.
 *
 * @param port 0 = any free one
 * @throws PlimsollError ENDPOINT_UNREACHABLE if the port is taken
 */
export async function listenOnBothHosts(listener: RequestListener, port: number): Promise<Listening> {
  for (let tries = 1; ; tries++) {
    const v4 = createServer({ requestTimeout: 0 }, listener);
    const v6 = createServer({ requestTimeout: 0 }, listener);
    const taken = await listen(v4, '127.0.0.1', port);
    if (taken !== undefined) throw portTaken(port, taken);
    const actual = portOf(v4);
    const failure = await listen(v6, '::1', actual);
    if (failure === undefined || failure.code === 'EADDRNOTAVAIL' || failure.code === 'EAFNOSUPPORT') {
      return { port: actual, close: async () => void (await Promise.all([close(v4), close(v6)])) };
    }
    await close(v4);
    if (port !== 0 || tries === TRIES) throw portTaken(actual, failure);
  }
}

function listen(server: Server, host: string, port: number): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((resolve) => {
    server.once('error', resolve);
    server.listen(port, host, () => resolve(undefined));
  });
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port');
  return address.port;
}

function portTaken(port: number, cause: Error): PlimsollError {
  return new PlimsollError('ENDPOINT_UNREACHABLE', `cannot listen on port ${port}: ${cause.message}`, {
    hint: 'choose another port, or 0 for any free one',
    cause,
  });
}
