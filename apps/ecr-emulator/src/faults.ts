import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Reply, textReply } from './reply.ts';

/** A way to go wrong. Every member is optional and changes one part of an answer. */
export interface Fault {
  /** For the log: `truncated at 100`. */
  readonly name: string;
  /** Answered in place of the real reply; the operation does not run. */
  readonly replaces?: Reply;
  readonly resets?: 'before-headers' | 'after-headers';
  /** The request's Range is not seen. */
  readonly ignoresRange?: true;
  readonly headers?: Readonly<Record<string, string>>;
  /** Content-Length to declare for a body of that size; undefined = none, chunked. */
  declaredLength?(sizeBytes: number): number | undefined;
  chunks?(source: AsyncIterable<Uint8Array>, sizeBytes: number): AsyncGenerator<Uint8Array>;
  /** How the answer ends: properly (default), with a closed connection, or not at all. */
  readonly ends?: 'reset' | 'never';
}

/** Which calls of an operation a fault hits. */
export interface FaultRule {
  /** As in the request log: `DescribeImages`, `layers/get`, `registry/get-manifest`, `sts/AssumeRole`. */
  readonly operation: string;
  readonly fault: Fault;
  /** First call that it hits, counted from the moment it is added; default 1. */
  readonly from?: number;
  /** How many calls in a row; default 1. */
  readonly times?: number;
}

export interface FaultPlan {
  add(rule: FaultRule): void;
  clear(): void;
  /** Counts a call and says which fault hits it. */
  take(operation: string): Fault | undefined;
}

export function createFaultPlan(): FaultPlan {
  let rules: { rule: FaultRule; seen: number }[] = [];
  return {
    add: (rule) => {
      rules.push({ rule, seen: 0 });
    },
    clear: () => {
      rules = [];
    },
    take: (operation) => {
      let hit: Fault | undefined;
      for (const entry of rules) {
        if (entry.rule.operation !== operation) continue;
        entry.seen += 1;
        const from = entry.rule.from ?? 1;
        if (hit === undefined && entry.seen >= from && entry.seen < from + (entry.rule.times ?? 1)) hit = entry.rule.fault;
      }
      return hit;
    },
  };
}

/** The faults that are known to happen, made by parameters. */
export const faults: {
  serverError(): Fault;
  unavailable(form: 'json' | 'html'): Fault;
  /** S3's way to throttle. */
  slowDown(): Fault;
  reset(when: 'before-headers' | 'after-headers'): Fault;
  /** Sends so many bytes of the body, then nothing more; the connection stays open. */
  stall(afterBytes: number): Fault;
  drip(chunkBytes: number, everyMs: number): Fault;
  /** Closes the connection after so many bytes, against the Content-Length. */
  truncate(atByte: number): Fault;
  /** Ends properly after so many bytes, without a Content-Length. */
  shorten(atByte: number): Fault;
  extraBytes(count: number): Fault;
  flipBit(atByte: number): Fault;
  /** Declares so many bytes more (or, negative, less) than it sends. */
  wrongContentLength(delta: number): Fault;
  ignoreRange(): Fault;
  changeEtag(): Fault;
} = {
  serverError: () => ({
    name: 'server error',
    replaces: json(500, { __type: 'ServerException', message: 'Internal server error' }),
  }),
  unavailable: (form) => ({
    name: `unavailable (${form})`,
    replaces:
      form === 'json'
        ? json(503, { __type: 'ServiceUnavailableException', message: 'Service is unavailable' })
        : textReply(503, 'text/html', '<html><body><h1>503 Service Unavailable</h1></body></html>\n'),
  }),
  slowDown: () => ({
    name: 'slow down',
    replaces: textReply(
      503,
      'application/xml',
      '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>',
    ),
  }),
  reset: (when) => ({ name: `reset ${when}`, resets: when }),
  stall: (afterBytes) => ({ name: `stall after ${afterBytes}`, chunks: (source) => first(source, afterBytes), ends: 'never' }),
  drip: (chunkBytes, everyMs) => ({
    name: `${chunkBytes} bytes every ${everyMs} ms`,
    chunks: async function* (source) {
      for await (const chunk of source) {
        for (let at = 0; at < chunk.byteLength; at += chunkBytes) {
          yield chunk.subarray(at, at + chunkBytes);
          await sleep(everyMs);
        }
      }
    },
  }),
  truncate: (atByte) => ({ name: `truncated at ${atByte}`, chunks: (source) => first(source, atByte), ends: 'reset' }),
  shorten: (atByte) => ({ name: `shortened to ${atByte}`, declaredLength: () => undefined, chunks: (source) => first(source, atByte) }),
  extraBytes: (count) => ({
    name: `${count} extra bytes`,
    declaredLength: () => undefined,
    chunks: async function* (source) {
      yield* source;
      yield Buffer.alloc(count, 'x');
    },
  }),
  flipBit: (atByte) => ({
    name: `bit flipped at ${atByte}`,
    chunks: async function* (source) {
      let at = 0;
      for await (const chunk of source) {
        const copy = Buffer.from(chunk);
        const index = atByte - at;
        if (index >= 0 && index < copy.byteLength) copy.writeUInt8(copy.readUInt8(index) ^ 1, index);
        at += copy.byteLength;
        yield copy;
      }
    },
  }),
  wrongContentLength: (delta) => ({ name: `Content-Length off by ${delta}`, declaredLength: (size) => size + delta, ends: 'reset' }),
  ignoreRange: () => ({ name: 'range ignored', ignoresRange: true }),
  changeEtag: () => ({ name: 'new ETag', headers: { etag: `"${randomBytes(16).toString('hex')}"` } }),
};

async function* first(source: AsyncIterable<Uint8Array>, count: number): AsyncGenerator<Uint8Array> {
  let left = count;
  if (left <= 0) return;
  for await (const chunk of source) {
    yield chunk.subarray(0, left);
    left -= chunk.byteLength;
    if (left <= 0) return;
  }
}

function json(status: number, body: unknown): Reply {
  return textReply(status, 'application/x-amz-json-1.1', JSON.stringify(body));
}
