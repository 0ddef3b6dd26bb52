import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** What a Signature Version 4 covers. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/create-signed-request.html */
export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  /** As on the wire. */
  readonly rawQuery: string;
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** Lower-case, in the order of the client, which must be sorted. */
  readonly signedHeaders: readonly string[];
  /** Hex sha256 of the body, or `UNSIGNED-PAYLOAD`. */
  readonly payloadHash: string;
}

/** `20261124`, region, service: what a signature is scoped to. */
export interface Scope {
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

/** Hex signature of a request at `amzDate` (`20261124T101500Z`). */
export function signatureOf(request: SignedRequest, amzDate: string, scope: Scope, secretAccessKey: string): string {
  const canonicalHash = sha256Hex(canonicalRequest(request));
  const text = ['AWS4-HMAC-SHA256', amzDate, scopeText(scope), canonicalHash].join('\n');
  return hmac(signingKey(secretAccessKey, scope), text).toString('hex');
}

/** `20261124/us-east-1/ecr/aws4_request` */
export function scopeText(scope: Scope): string {
  return `${scope.date}/${scope.region}/${scope.service}/aws4_request`;
}

/** The text that is hashed and signed; the same for client and server. */
function canonicalRequest(request: SignedRequest): string {
  const headers = request.signedHeaders.map((name) => `${name}:${(request.headers.get(name) ?? []).map(trimAll).join(',')}\n`);
  return [
    request.method,
    request.path,
    canonicalQuery(request.rawQuery),
    headers.join(''),
    request.signedHeaders.join(';'),
    request.payloadHash,
  ].join('\n');
}

/** `20261124T101500Z` */
export function toAmzDate(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

/** Milliseconds of `20261124T101500Z`, or undefined if it is not one. */
export function parseAmzDate(text: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const ms = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(ms) ? undefined : ms;
}

export function sha256Hex(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Takes the same time wherever the texts differ. */
export function equalInConstantTime(a: string, b: string): boolean {
  const x = Buffer.from(a);
  const y = Buffer.from(b);
  return x.length === y.length && timingSafeEqual(x, y);
}

function signingKey(secretAccessKey: string, scope: Scope): Buffer {
  return [scope.date, scope.region, scope.service, 'aws4_request'].reduce<Buffer>(
    (key, part) => hmac(key, part),
    Buffer.from(`AWS4${secretAccessKey}`),
  );
}

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function trimAll(value: string): string {
  return value.trim().replace(/ +/g, ' ');
}

function canonicalQuery(rawQuery: string): string {
  if (rawQuery === '') return '';
  return rawQuery
    .split('&')
    .map((pair) => (pair.includes('=') ? pair : `${pair}=`))
    .toSorted()
    .join('&');
}
