import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { isDigest, type Digest } from '@plimsoll/model';
import { AwsError } from './aws-error.ts';
import type { EmulatorClock } from './clock.ts';
import { headerOf, type Incoming } from './incoming.ts';
import { equalInConstantTime, parseAmzDate, scopeText, signatureOf, toAmzDate } from './sigv4.ts';

const LIFE_SECONDS = 3600;

/** Path of every layer URL; what follows is opaque to clients. */
export const LAYER_PATH = '/starport-layer-bucket/';

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** Presigned URLs of layers, as S3 gives them: good for GET, for an hour, on one host. */
export interface LayerUrls {
  sign(region: string, digest: Digest): string;
  /** The layer that a request asks for. @throws AwsError AccessDenied, SignatureDoesNotMatch, InvalidArgument, AuthorizationQueryParametersError */
  verify(incoming: Incoming): Digest;
}

const target = z.object({ digest: z.string().refine(isDigest), nonce: z.string() });

/** @param endpoint where the layers are, `http://localhost:4566`: another host name than the registry's */
export function createLayerUrls(endpoint: string, clock: EmulatorClock): LayerUrls {
  const keys = { accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`, secret: randomBytes(30).toString('base64') };
  const host = new URL(endpoint).host;

  return {
    sign: (region, digest) => {
      const opaque = Buffer.from(JSON.stringify({ digest, nonce: randomBytes(6).toString('hex') })).toString('base64url');
      const path = `${LAYER_PATH}${opaque}`;
      const amzDate = toAmzDate(clock.now());
      const scope = { date: amzDate.slice(0, 8), region, service: 's3' };
      const query = [
        ['X-Amz-Algorithm', ALGORITHM],
        ['X-Amz-Credential', `${keys.accessKeyId}/${scopeText(scope)}`],
        ['X-Amz-Date', amzDate],
        ['X-Amz-Expires', String(LIFE_SECONDS)],
        ['X-Amz-SignedHeaders', 'host'],
      ]
        .map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`)
        .join('&');
      const signature = signatureOf(presigned('GET', path, query, host), amzDate, scope, keys.secret);
      return `${endpoint}${path}?${query}&X-Amz-Signature=${signature}`;
    },

    verify: (incoming) => {
      if (headerOf(incoming, 'authorization') !== undefined) {
        throw new AwsError(
          'InvalidArgument',
          'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified',
        );
      }
      const given = incoming.query.get('X-Amz-Signature');
      const amzDate = incoming.query.get('X-Amz-Date') ?? '';
      const signedAt = parseAmzDate(amzDate);
      const expiresSeconds = Number(incoming.query.get('X-Amz-Expires'));
      const [accessKeyId, date, region, service] = (incoming.query.get('X-Amz-Credential') ?? '').split('/');
      if (given === null) throw new AwsError('AccessDenied', 'Access Denied', { status: 403 });
      if (signedAt === undefined || date === undefined || region === undefined || service !== 's3' || !(expiresSeconds > 0)) {
        throw new AwsError(
          'AuthorizationQueryParametersError',
          'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
        );
      }
      const unsigned = incoming.rawQuery
        .split('&')
        .filter((pair) => !pair.startsWith('X-Amz-Signature='))
        .join('&');
      const request = presigned(incoming.method, incoming.path, unsigned, headerOf(incoming, 'host') ?? '');
      const wanted = signatureOf(request, amzDate, { date, region, service }, keys.secret);
      if (accessKeyId !== keys.accessKeyId || !equalInConstantTime(given, wanted)) {
        throw new AwsError(
          'SignatureDoesNotMatch',
          'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
          { status: 403 },
        );
      }
      const expiresAt = signedAt + expiresSeconds * 1000;
      if (clock.now() >= expiresAt) {
        throw new AwsError('AccessDenied', 'Request has expired', {
          status: 403,
          members: { 'X-Amz-Expires': expiresSeconds, Expires: isoSeconds(expiresAt), ServerTime: isoSeconds(clock.now()) },
        });
      }
      return target.parse(JSON.parse(Buffer.from(incoming.path.slice(LAYER_PATH.length), 'base64url').toString())).digest;
    },
  };
}

function presigned(method: string, path: string, rawQuery: string, host: string) {
  return { method, path, rawQuery, headers: new Map([['host', [host]]]), signedHeaders: ['host'], payloadHash: 'UNSIGNED-PAYLOAD' };
}

function isoSeconds(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}/, '');
}
