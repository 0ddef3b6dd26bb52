import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { PlimsollError } from '@plimsoll/model';

const TIMEOUT_MS = 30 * 60_000;

/** What a server gave to ask "is it still the same?" with. */
interface Validators {
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

export interface DownloadOptions {
  readonly maxBytes: number;
  readonly validators?: Validators | undefined;
  readonly fetch: typeof globalThis.fetch;
  readonly signal?: AbortSignal | undefined;
}

/** Undefined = the server says that it has not changed; nothing was written. */
export type Download = ({ readonly sha256: string } & Validators) | undefined;

/**
 * Copies a file or an http(s) address to `target`, with a conditional request where validators are known.
 *
 * @throws PlimsollError FEED_UNAVAILABLE if it cannot be had, FEED_INVALID if it is larger than `maxBytes`, CANCELLED
 */
export async function download(location: string, target: string, options: DownloadOptions): Promise<Download> {
  try {
    return isUrl(location)
      ? await downloadUrl(location, target, options)
      : { sha256: await save(createReadStream(location), target, location, options) };
  } catch (error) {
    if (error instanceof PlimsollError) throw error;
    if (options.signal?.aborted === true)
      throw new PlimsollError('CANCELLED', `the download of ${location} was cancelled`, { cause: error });
    const reason = error instanceof Error ? error.message : String(error);
    throw new PlimsollError('FEED_UNAVAILABLE', `${withoutSecrets(location)} cannot be read: ${reason}`, { cause: error });
  }
}

/** True for `http://` and `https://`. */
export function isUrl(location: string): boolean {
  return /^https?:\/\//.test(location);
}

/** The address without user name, password and query, for messages. */
export function withoutSecrets(location: string): string {
  if (!isUrl(location)) return location;
  const url = new URL(location);
  return `${url.protocol}//${url.host}${url.pathname}`;
}

async function downloadUrl(url: string, target: string, options: DownloadOptions): Promise<Download> {
  const { etag, lastModified } = options.validators ?? {};
  const headers = {
    'user-agent': 'plimsoll (advisory mirror client)',
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
  };
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const signal = options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout]);
  const response = await options.fetch(url, { headers, signal, redirect: 'follow' });
  if (response.status === 304) {
    await response.body?.cancel();
    return undefined;
  }
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw new PlimsollError('FEED_UNAVAILABLE', `${withoutSecrets(url)} answers ${response.status}`);
  }
  const sha256 = await save(Readable.fromWeb(response.body, { signal }), target, withoutSecrets(url), options);
  return {
    sha256,
    etag: response.headers.get('etag') ?? undefined,
    lastModified: response.headers.get('last-modified') ?? undefined,
  };
}

async function save(stream: Readable, target: string, name: string, { maxBytes, signal }: DownloadOptions): Promise<string> {
  const hash = createHash('sha256');
  let size = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.byteLength;
      hash.update(chunk);
      if (size > maxBytes) done(new PlimsollError('FEED_INVALID', `${name} is larger than ${maxBytes} bytes`));
      else done(null, chunk);
    },
  });
  await pipeline(stream, meter, createWriteStream(target), ...(signal === undefined ? [] : [{ signal }]));
  return hash.digest('hex');
}
