import { connect, layerCache } from '@plimsoll/db';
import { type EcrRegistry, openRegistry } from '@plimsoll/ecr';
import { PlimsollError } from '@plimsoll/model';
import { toErrorAnswer } from '../processes/answer.ts';
import { followParent } from '../processes/serve.ts';
import { readManifest } from './read-manifest.ts';
import type { FromReader, ReadRequest, ToReader } from './read-request.ts';

/** A process that reads images, one at a time. Whatever an image does to it, the pool starts another. */
let cache: ReturnType<typeof layerCache> | undefined;
let registry: { readonly key: string; readonly value: EcrRegistry } | undefined;
let running: AbortController | undefined;

process.on('message', (message: ToReader) => {
  if (message.type === 'abort') running?.abort();
  // Each layer that is being read holds a connection (its lock), and one more keeps what was found.
  else if (message.type === 'open') cache = layerCache(connect(message.databaseUrl, { maxConnections: 8 }));
  else if (cache !== undefined) void read(message.request, cache);
});
followParent();

async function read(request: ReadRequest, cached: ReturnType<typeof layerCache>): Promise<void> {
  const { signal } = (running = new AbortController());
  try {
    const result = await readManifest(registryOf(request), request, {
      cache: cached,
      signal,
      onUpdate: (update) => send({ type: 'update', update }),
    });
    send({ type: 'result', result });
  } catch (error) {
    const cancelled = new PlimsollError('CANCELLED', `reading ${request.repository}@${request.digest} was cancelled`);
    send(toErrorAnswer(signal.aborted ? cancelled : error));
  }
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
  process.send?.(message);
}
