import type { ServerResponse } from 'node:http';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Fault } from './faults.ts';

/** What a surface answers; nothing is written before it is complete, so that a fault can change any of it. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | ReplyStream;
}

interface ReplyStream {
  readonly sizeBytes: number;
  open(): Readable;
}

export function textReply(status: number, contentType: string, text: string, headers: Record<string, string> = {}): Reply {
  return { status, headers: { 'content-type': contentType, ...headers }, body: Buffer.from(text) };
}

export function emptyReply(status: number, headers: Record<string, string> = {}): Reply {
  return { status, headers, body: new Uint8Array() };
}

/** Writes a reply, as the fault (if any) wants it. HEAD gets the headers of its GET and no body. */
export async function sendReply(
  response: ServerResponse,
  reply: Reply,
  { method, fault }: { method: string; fault: Fault | undefined },
): Promise<void> {
  if (fault?.resets === 'before-headers') {
    reset(response);
    return;
  }
  const sizeBytes = 'open' in reply.body ? reply.body.sizeBytes : reply.body.byteLength;
  const declared = fault?.declaredLength ? fault.declaredLength(sizeBytes) : sizeBytes;
  const hasBody = reply.status !== 204 && reply.status !== 304;
  const length =
    hasBody && declared !== undefined && reply.headers['content-length'] === undefined ? { 'content-length': String(declared) } : {};
  response.writeHead(reply.status, { ...reply.headers, ...length, ...fault?.headers });
  if (method === 'HEAD') {
    response.end();
    return;
  }
  if (fault?.resets === 'after-headers') {
    response.flushHeaders();
    await sleep(20);
    reset(response);
    return;
  }
  const source = chunksOf(reply.body);
  const chunks = fault?.chunks ? fault.chunks(source, sizeBytes) : source;
  await pipeline(Readable.from(chunks, { objectMode: false }), response, { end: false });
  if (fault?.ends === 'never') {
    if (!response.destroyed) await once(response, 'close');
  } else if (fault?.ends === 'reset') {
    await sleep(20);
    response.socket?.destroy();
  } else response.end();
}

async function* chunksOf(body: Reply['body']): AsyncGenerator<Uint8Array> {
  if (!('open' in body)) {
    if (body.byteLength > 0) yield body;
    return;
  }
  for await (const chunk of body.open()) yield chunk;
}

function reset(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}
