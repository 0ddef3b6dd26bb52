import type { IncomingMessage } from 'node:http';
import { AwsError } from './aws-error.ts';

/** A request as the surfaces see it. */
export interface Incoming {
  readonly method: string;
  /** As on the wire, without the query. */
  readonly path: string;
  /** As on the wire, without `?`; empty if there is none. */
  readonly rawQuery: string;
  readonly query: URLSearchParams;
  /** Lower-case names; values in order of arrival. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** The bytes of the body as they come. */
  readonly body: AsyncIterable<Uint8Array>;
}

export function toIncoming(message: IncomingMessage): Incoming {
  const url = message.url ?? '/';
  const question = url.indexOf('?');
  const rawQuery = question === -1 ? '' : url.slice(question + 1);
  const headers = new Map<string, string[]>();
  for (let i = 0; i + 1 < message.rawHeaders.length; i += 2) {
    const name = (message.rawHeaders[i] ?? '').toLowerCase();
    const value = message.rawHeaders[i + 1] ?? '';
    const values = headers.get(name);
    if (values) values.push(value);
    else headers.set(name, [value]);
  }
  return {
    method: message.method ?? 'GET',
    path: question === -1 ? url : url.slice(0, question),
    rawQuery,
    query: new URLSearchParams(rawQuery),
    headers,
    body: message,
  };
}

/** The first value of a header, or undefined. */
export function headerOf(incoming: Pick<Incoming, 'headers'>, name: string): string | undefined {
  return incoming.headers.get(name)?.[0];
}

/** The whole body. @throws AwsError RequestEntityTooLargeException (413) over the limit */
export async function readBody(incoming: Incoming, limitBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of incoming.body) {
    size += chunk.byteLength;
    if (size > limitBytes) {
      throw new AwsError('RequestEntityTooLargeException', `The request body is larger than ${limitBytes} bytes`, { status: 413 });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
