import { parentPort, workerData } from 'node:worker_threads';
import { connect, layerCache } from '@plimsoll/db';
import { type EcrRegistry, openRegistry } from '@plimsoll/ecr';
import { PlimsollError } from '@plimsoll/model';
import { readManifest } from './read-manifest.ts';
import type { FromReader, ReadRequest, ToReader } from './read-request.ts';

/** A thread that reads images, one at a time. Whatever an image does to it, the pool starts another. */
const { databaseUrl } = workerData as { databaseUrl: string };
// Each layer that is being read holds a connection (its lock), and one more keeps what was found.
const cache = layerCache(connect(databaseUrl, { maxConnections: 8 }));
let registry: { readonly key: string; readonly value: EcrRegistry } | undefined;
let running: AbortController | undefined;

parentPort?.on('message', (message: ToReader) => {
  if (message.type === 'abort') running?.abort();
  else void read(message.request);
});

async function read(request: ReadRequest): Promise<void> {
  const { signal } = (running = new AbortController());
  try {
    const result = await readManifest(registryOf(request), request, {
      cache,
      signal,
      onUpdate: (update) => send({ type: 'update', update }),
    });
    send({ type: 'result', result });
  } catch (error) {
    const known = signal.aborted
      ? new PlimsollError('CANCELLED', `reading ${request.repository}@${request.digest} was cancelled`)
      : toKnown(error);
    send({ type: 'error', code: known.code, message: known.message, hint: known.hint });
  }
}

function toKnown(error: unknown): PlimsollError {
  if (error instanceof PlimsollError) return error;
  return new PlimsollError('INTERNAL', error instanceof Error ? (error.stack ?? error.message) : String(error));
}

/** The registry of the last request is kept: its client, session and limits serve the next image of the same connection. */
function registryOf({ target }: ReadRequest): EcrRegistry {
  const key = JSON.stringify(target);
  if (registry?.key !== key) {
    registry?.value.close();
    registry = { key, value: openRegistry(target) };
  }
  return registry.value;
}

function send(message: FromReader): void {
  parentPort?.postMessage(message);
}
