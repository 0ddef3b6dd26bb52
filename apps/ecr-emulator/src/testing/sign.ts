import type { Emulator } from '../emulator.ts';
import type { AccessKeys } from '../iam/directory.ts';
import { scopeText, sha256Hex, signatureOf, toAmzDate } from '../sigv4.ts';

/** A request signed by hand, so that each part can be made wrong. */
export interface HandSigned {
  readonly keys?: AccessKeys;
  readonly region?: string;
  readonly service?: string;
  readonly signedHeaders?: readonly string[];
  readonly at?: number;
  readonly body?: string;
  readonly headers?: Record<string, string>;
}

/** Sends `DescribeRepositories` with a signature made here. */
export async function sendSigned(emulator: Emulator, request: HandSigned = {}): Promise<{ status: number; body: Record<string, string> }> {
  const { keys = emulator.keys, region = emulator.region, service = 'ecr', at = Date.now(), body = '{}' } = request;
  const amzDate = toAmzDate(at);
  const headers: Record<string, string> = {
    host: new URL(emulator.endpoint).host,
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-date': amzDate,
    'x-amz-target': 'AmazonEC2ContainerRegistry_V20150921.DescribeRepositories',
    ...request.headers,
  };
  const signedHeaders = request.signedHeaders ?? Object.keys(headers).toSorted();
  const scope = { date: amzDate.slice(0, 8), region, service };
  const signature = signatureOf(
    {
      method: 'POST',
      path: '/',
      rawQuery: '',
      headers: new Map(Object.entries(headers).map(([name, value]) => [name, [value]])),
      signedHeaders,
      payloadHash: sha256Hex(body),
    },
    amzDate,
    scope,
    keys.secretAccessKey,
  );
  const authorization = `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/${scopeText(scope)}, SignedHeaders=${signedHeaders.join(';')}, Signature=${signature}`;
  return sendRaw(emulator, { authorization, ...headers }, body);
}

/** Sends a POST as it is. */
export async function sendRaw(
  emulator: Emulator,
  headers: Record<string, string>,
  body = '{}',
): Promise<{ status: number; body: Record<string, string> }> {
  const response = await fetch(`${emulator.endpoint}/`, { method: 'POST', headers, body });
  return { status: response.status, body: (await response.json()) as Record<string, string> };
}
