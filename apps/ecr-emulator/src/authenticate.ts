import { AwsError } from './aws-error.ts';
import type { Credential, Principal } from './iam/directory.ts';
import type { Incoming } from './incoming.ts';
import { equalInConstantTime, parseAmzDate, sha256Hex, signatureOf, toAmzDate } from './sigv4.ts';

const SKEW_MS = 15 * 60_000;

/** A caller whose signature was right. */
export interface Caller {
  readonly principal: Principal;
  /** Of the credential scope. */
  readonly region: string;
}

/** What a signature is checked against. */
export interface Verifier {
  readonly service: 'ecr' | 'sts';
  readonly regions: readonly string[];
  now(): number;
  findCredential(accessKeyId: string): Credential | undefined;
}

/**
 * Checks a Signature Version 4 in the order in which Amazon does, with its texts.
 *
 * @throws AwsError MissingAuthenticationToken, IncompleteSignature, InvalidSignature, UnrecognizedClient, ExpiredToken (each + `Exception`)
 */
export function authenticate(incoming: Incoming, body: Uint8Array, verifier: Verifier): Caller {
  const header = incoming.headers.get('authorization')?.join(', ') ?? '';
  if (!header.startsWith('AWS4-')) throw new AwsError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  const { algorithm, credential, signedHeaders, signature, dateText } = partsOf(header, incoming);
  const requestedAt = checkDate(dateText, verifier.now());
  if (!signedHeaders.includes('host')) throw invalidSignature("'Host' must be a 'SignedHeader' in the AWS Authorization.");
  if (algorithm !== 'AWS4-HMAC-SHA256') throw incomplete(`Unsupported AWS 'algorithm': '${algorithm}'.`);
  const { accessKeyId, scope } = checkScope(credential, toAmzDate(requestedAt), verifier);

  const key = verifier.findCredential(accessKeyId);
  if (!key) throw unrecognized();
  const payloadHash = sha256Hex(body);
  const claimedHash = incoming.headers.get('x-amz-content-sha256')?.[0];
  const wanted = signatureOf(
    { method: incoming.method, path: incoming.path, rawQuery: incoming.rawQuery, headers: incoming.headers, signedHeaders, payloadHash },
    toAmzDate(requestedAt),
    scope,
    key.secretAccessKey,
  );
  if ((claimedHash !== undefined && claimedHash !== payloadHash) || !equalInConstantTime(signature, wanted)) {
    throw invalidSignature(
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
  }
  checkSession(key, incoming.headers.get('x-amz-security-token')?.[0], verifier.now());
  return { principal: key.principal(), region: scope.region };
}

function partsOf(header: string, incoming: Incoming) {
  const space = header.indexOf(' ');
  const algorithm = space === -1 ? header : header.slice(0, space);
  const parameters = new Map(
    (space === -1 ? '' : header.slice(space + 1))
      .split(',')
      .map((part) => part.trim())
      .map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)] as const),
  );
  const dateText = incoming.headers.get('x-amz-date')?.[0] ?? incoming.headers.get('date')?.[0];
  const missing = ['Credential', 'Signature', 'SignedHeaders']
    .filter((name) => !parameters.get(name))
    .map((name) => `Authorization header requires '${name}' parameter.`);
  if (dateText === undefined) missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  if (missing.length > 0) throw incomplete(`${missing.join(' ')} Authorization=${header}`);
  return {
    algorithm,
    credential: parameters.get('Credential') ?? '',
    signature: parameters.get('Signature') ?? '',
    signedHeaders: (parameters.get('SignedHeaders') ?? '').split(';'),
    dateText: dateText ?? '',
  };
}

function checkDate(dateText: string, now: number): number {
  const httpDate = Date.parse(dateText);
  const requestedAt = parseAmzDate(dateText) ?? (dateText.includes(',') && !Number.isNaN(httpDate) ? httpDate : undefined);
  if (requestedAt === undefined) {
    throw incomplete(`Date must be in ISO-8601 'basic format'. Got '${dateText}'. See http://en.wikipedia.org/wiki/ISO_8601`);
  }
  const requested = toAmzDate(requestedAt);
  if (requestedAt < now - SKEW_MS) {
    throw invalidSignature(`Signature expired: ${requested} is now earlier than ${toAmzDate(now - SKEW_MS)} (${toAmzDate(now)} - 15 min.)`);
  }
  if (requestedAt > now + SKEW_MS) {
    throw invalidSignature(
      `Signature not yet current: ${requested} is still later than ${toAmzDate(now + SKEW_MS)} (${toAmzDate(now)} + 15 min.)`,
    );
  }
  return requestedAt;
}

function checkScope(credential: string, requested: string, { regions, service }: Verifier) {
  const parts = credential.split('/');
  const [accessKeyId = '', date = '', region = '', scopedService = '', terminator = ''] = parts;
  if (parts.length !== 5) {
    throw incomplete(`Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`);
  }
  const wrong = [
    ...(regions.includes(region) ? [] : [`Credential should be scoped to a valid region, not '${region}'.`]),
    ...(scopedService === service ? [] : [`Credential should be scoped to correct service: '${service}'.`]),
    ...(terminator === 'aws4_request' ? [] : [`Credential should be scoped with a valid terminator: 'aws4_request', not '${terminator}'.`]),
    ...(requested.startsWith(date) && date.length === 8
      ? []
      : [
          `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date}' != '${requested.slice(0, 8)}', from '${requested}'.`,
        ]),
  ];
  if (wrong.length > 0) throw invalidSignature(wrong.join(' '));
  return { accessKeyId, scope: { date, region, service: scopedService } };
}

/** Session keys need their own token; long-lived keys must come without one. */
function checkSession(key: Credential, token: string | undefined, now: number): void {
  if ((key.sessionToken ?? '') !== (token ?? '')) throw unrecognized();
  if (key.expiresAt !== undefined && now >= key.expiresAt) {
    throw new AwsError('ExpiredTokenException', 'The security token included in the request is expired');
  }
}

function unrecognized(): AwsError {
  return new AwsError('UnrecognizedClientException', 'The security token included in the request is invalid.');
}

function invalidSignature(message: string): AwsError {
  return new AwsError('InvalidSignatureException', message);
}

function incomplete(message: string): AwsError {
  return new AwsError('IncompleteSignatureException', message);
}
