import { PlimsollError } from '@plimsoll/model';
import { redactUrl } from './redact.ts';

export interface DownloadOptions {
  /** Asked again whenever an address is refused or has grown old. */
  readonly url: (signal?: AbortSignal) => Promise<URL>;
  readonly sizeBytes: number;
  /** For messages: the digest. */
  readonly name: string;
  readonly signal?: AbortSignal | undefined;
  readonly idleTimeoutMs?: number;
  readonly wait?: (ms: number) => Promise<void>;
}

const IDLE_TIMEOUT_MS = 30_000;
/** Addresses live an hour; a download that starts later than this asks for a new one. */
const URL_MAX_AGE_MS = 50 * 60_000;
/** Tries in a row that brought no byte. */
const MAX_FRUITLESS = 5;

/**
 * The bytes of a blob, resumed by Range after every truncation, reset and stall, from new addresses where the old one is refused.
 * Unverified: whoever reads them hashes them. Never gives more than `sizeBytes`.
 *
 * @throws PlimsollError LAYER_HOST_BLOCKED, TRUNCATED (no progress), SIZE_MISMATCH (the server has more), CANCELLED
 */
export async function* download(options: DownloadOptions): AsyncGenerator<Uint8Array> {
  const { sizeBytes, name, signal, wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms)) } = options;
  let have = 0;
  let fruitless = 0;
  let url: URL | undefined;
  let urlAt = 0;
  let lastError: unknown;
  while (have < sizeBytes) {
    if (fruitless >= MAX_FRUITLESS) throw gaveUp(name, have, sizeBytes, url, lastError);
    if (fruitless > 0) await wait(Math.min(8000, 200 * 2 ** fruitless) * (0.5 + Math.random() / 2));
    if (url === undefined || Date.now() - urlAt > URL_MAX_AGE_MS) {
      url = await options.url(signal);
      urlAt = Date.now();
    }
    const before = have;
    try {
      for await (const chunk of request(url, have, options)) {
        if (have + chunk.length > sizeBytes)
          throw new PlimsollError('SIZE_MISMATCH', `blob ${name} is larger than the ${sizeBytes} bytes of its descriptor`);
        have += chunk.length;
        yield chunk;
      }
    } catch (error) {
      if (signal?.aborted === true) throw new PlimsollError('CANCELLED', `fetching ${name} was cancelled`, { cause: error });
      if (error instanceof PlimsollError) throw error;
      lastError = error;
      if (error instanceof Refused) url = undefined;
    }
    fruitless = have > before ? 0 : fruitless + 1;
  }
}

/** The server answered, but not with the bytes: the address is spent, or the service is busy. */
class Refused extends Error {}

/** One request from `offset` on. A server that ignores the range is read from its start and cut. */
async function* request(
  url: URL,
  offset: number,
  { signal, sizeBytes, name, idleTimeoutMs = IDLE_TIMEOUT_MS }: DownloadOptions,
): AsyncGenerator<Uint8Array> {
  const idle = new AbortController();
  let timer = setTimeout(() => idle.abort(new Error(`no byte came for ${idleTimeoutMs} ms`)), idleTimeoutMs);
  try {
    const response = await fetch(url, {
      redirect: 'error',
      headers: { 'accept-encoding': 'identity', ...(offset === 0 ? {} : { range: `bytes=${offset}-` }) },
      signal: signal === undefined ? idle.signal : AbortSignal.any([signal, idle.signal]),
    });
    if (response.status !== 200 && response.status !== 206) {
      const text = (await response.text()).slice(0, 300);
      throw new Refused(`HTTP ${response.status} ${/<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? ''}`);
    }
    if (response.status === 206) checkRange(response.headers.get('content-range'), offset, sizeBytes, name);
    let skip = response.status === 206 ? 0 : offset;
    for await (const chunk of response.body ?? []) {
      timer.refresh();
      if (skip >= chunk.length) skip -= chunk.length;
      else {
        yield skip === 0 ? chunk : chunk.subarray(skip);
        skip = 0;
      }
    }
  } finally {
    clearTimeout(timer);
    idle.abort();
  }
}

function checkRange(header: string | null, offset: number, sizeBytes: number, name: string): void {
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(header ?? '') ?? [];
  if (Number(start) !== offset) throw new Refused(`the server answered range ${header} to offset ${offset}`);
  if (total !== '*' && Number(total) !== sizeBytes) {
    throw new PlimsollError('SIZE_MISMATCH', `blob ${name} has ${total} bytes, its descriptor says ${sizeBytes}`);
  }
}

function gaveUp(name: string, have: number, size: number, url: URL | undefined, cause: unknown): PlimsollError {
  const reason =
    cause instanceof Error
      ? `${cause.message}${cause.cause instanceof Error ? ` (${cause.cause.message})` : ''}`
      : 'the stream ended early';
  const place = url === undefined ? 'the layer host' : redactUrl(url.origin);
  if (have === 0 && !(cause instanceof Refused)) {
    return new PlimsollError('LAYER_HOST_BLOCKED', `ECR answers, but ${place} does not: ${reason}`, {
      hint: 'layers come from Amazon S3: allow that host in the proxy, or check the S3 endpoint and its policy (prod-REGION-starport-layer-bucket)',
      cause,
    });
  }
  return new PlimsollError('TRUNCATED', `blob ${name}: ${have} of ${size} bytes came from ${place}, then no more: ${reason}`, { cause });
}
