import { type ErrorCode, PlimsollError } from '@plimsoll/model';

/** What a retry loop does about an error. */
export type Fault = 'throttled' | 'transient' | 'expired' | 'permanent';

const THROTTLES = new Set([
  'Throttling',
  'ThrottlingException',
  'ThrottledException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'SlowDown',
  'LimitExceededException',
]);
const EXPIRED = new Set(['ExpiredToken', 'ExpiredTokenException']);
const NETWORK = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'TimeoutError',
]);

interface AwsError extends Error {
  readonly code?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly statusCode?: number; readonly headers?: Readonly<Record<string, string>> };
}

/** By name and by status: a 503 with an HTML body reaches us as a SyntaxError, and is transient all the same. */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return 'permanent';
  if (EXPIRED.has(error.name)) return 'expired';
  const status = statusOf(error);
  if (THROTTLES.has(error.name) || status === 429) return 'throttled';
  if (NETWORK.has(networkCodeOf(error)) || (status !== undefined && status >= 500)) return 'transient';
  return 'permanent';
}

/** Seconds that the service asks us to wait, if it does. */
export function retryAfterOf(error: unknown): number | undefined {
  const headers = (error as AwsError).$response?.headers;
  const seconds = Number(headers?.['retry-after'] ?? headers?.['x-amz-retry-after'] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 300) : undefined;
}

/** What AWS says when it denies: who asked for which action on what, and why not. */
export interface Denial {
  readonly principal: string | undefined;
  readonly action: string | undefined;
  readonly resource: string | undefined;
  /** `no identity-based policy allows the ecr:X action`, `an explicit deny in a resource-based policy`; empty in older texts. */
  readonly reason: string;
}

const DENIAL =
  /User: (\S{1,2048}) is not authorized to perform: ([\w:*-]{1,128})(?: on resource: (\S{1,2048}))?(?: (because|with) (.{1,1024}))?/;

/** Reads the text of an AccessDenied error, tolerantly: parts that are not there are undefined. */
export function parseDenial(message: string): Denial {
  const [, principal, action, resource, , reason] = DENIAL.exec(message) ?? [];
  return { principal, action, resource, reason: reason ?? '' };
}

const DENIALS = new Set(['AccessDeniedException', 'AccessDenied', 'UnauthorizedOperation']);

/** True if the caller may not do what was asked of ECR; a role that may not be assumed is another matter. */
export function isDenied(error: unknown): error is Error {
  return error instanceof Error && DENIALS.has(error.name) && parseDenial(error.message).action !== 'sts:AssumeRole';
}

/** The same failure in our words. A PlimsollError is returned as it is. */
export function toPlimsollError(
  error: unknown,
  context: { readonly region: string; readonly keyId?: string | undefined; readonly endpoint?: string | undefined },
): PlimsollError {
  if (error instanceof PlimsollError) return error;
  const cause = error instanceof Error ? error : new Error(String(error));
  const key = context.keyId === undefined ? 'the access key' : `the access key ending in ${context.keyId.slice(-4)}`;
  const made = (code: ErrorCode, message: string, hint?: string): PlimsollError => new PlimsollError(code, message, { hint, cause });

  switch (cause.name) {
    case 'UnrecognizedClientException':
    case 'InvalidClientTokenId':
      return made(
        'CREDENTIALS_INVALID',
        `AWS does not know ${key} (${cause.name})`,
        `check the key; if it is right, ${context.region} may be a region that the account has not opted into`,
      );
    case 'SignatureDoesNotMatch':
      return made(
        'CREDENTIALS_INVALID',
        `the secret access key does not belong to ${key}`,
        'copy the secret again, without blanks around it',
      );
    case 'InvalidSignatureException':
      return signatureError(cause.message, key, made);
    case 'ExpiredToken':
    case 'ExpiredTokenException':
      return made('CREDENTIALS_EXPIRED', `the session of ${key} is over`, 'enter new credentials; a role refreshes by itself');
    case 'CredentialsProviderError':
      return made(
        'CREDENTIALS_MISSING',
        `this machine has no AWS identity: ${firstLine(cause.message)}`,
        'give it an instance, task or pod role, or connect with an access key',
      );
    case 'RegionDisabledException':
      return made('REGION_DISABLED', `${context.region} is not enabled for the account`, 'enable the region in the AWS account settings');
    case 'AccessDenied':
    case 'AccessDeniedException':
      return deniedError(cause.message, made);
    case 'RepositoryNotFoundException':
      return made('REPOSITORY_NOT_FOUND', firstLine(cause.message));
    case 'ImageNotFoundException':
      return made('IMAGE_NOT_FOUND', firstLine(cause.message));
    case 'LayersNotFoundException':
    case 'LayerInaccessibleException':
      return made('BLOB_NOT_FOUND', firstLine(cause.message));
  }
  if (faultOf(cause) === 'throttled')
    return made('THROTTLED', `AWS keeps slowing us down: ${firstLine(cause.message)}`, 'it goes on by itself later');
  const network = networkCodeOf(cause);
  if (NETWORK.has(network)) {
    const place = context.endpoint ?? `the ECR endpoint of ${context.region}`;
    return made(
      'ENDPOINT_UNREACHABLE',
      `${place} does not answer (${network})`,
      'check the region, the network, proxies, and VPC endpoints (ecr.api)',
    );
  }
  const status = statusOf(cause);
  return made(
    'REGISTRY_ERROR',
    `AWS answered ${cause.name}${status === undefined ? '' : ` (HTTP ${status})`}: ${firstLine(cause.message)}`,
  );
}

function signatureError(
  message: string,
  key: string,
  made: (code: ErrorCode, message: string, hint?: string) => PlimsollError,
): PlimsollError {
  const skew = /Signature (?:expired|not yet current): (\S+) is (?:now earlier|still later) than \S+ \((\d{8}T\d{6}Z)/.exec(message);
  if (skew !== null) {
    const minutes = Math.round(Math.abs(instantOf(skew[1]!) - instantOf(skew[2]!)) / 60_000);
    return made(
      'CLOCK_SKEW',
      `this machine's clock is ${minutes} minutes off`,
      'set the clock (NTP): AWS refuses signatures that are more than 15 minutes off',
    );
  }
  if (/Credential should be scoped/.test(message))
    return made('REGION_INVALID', firstLine(message), 'choose the region in which the registry lies');
  return made('CREDENTIALS_INVALID', `the secret access key does not belong to ${key}`, 'copy the secret again, without blanks around it');
}

function deniedError(message: string, made: (code: ErrorCode, message: string, hint?: string) => PlimsollError): PlimsollError {
  const { action, resource, reason, principal } = parseDenial(message);
  if (action === 'sts:AssumeRole') {
    return made(
      'ASSUME_ROLE_DENIED',
      `${principal ?? 'the caller'} may not assume ${resource ?? 'the role'}`,
      'one of three: the role does not trust the caller, the external id in its trust policy is another, or the role does not exist',
    );
  }
  const what =
    action === undefined
      ? firstLine(message)
      : `${action} is not allowed on ${resource ?? 'the registry'}${reason === '' ? '' : `: ${reason}`}`;
  return made('PERMISSION_DENIED', what, 'run Test connection: it shows the statement to add');
}

function statusOf(error: Error): number | undefined {
  const { $metadata, $response } = error as AwsError;
  return $metadata?.httpStatusCode ?? $response?.statusCode;
}

function networkCodeOf(error: Error): string {
  const { code, cause } = error as AwsError;
  if (typeof code === 'string' && NETWORK.has(code)) return code;
  if (cause instanceof Error && cause !== error) return networkCodeOf(cause);
  return error.name;
}

/** `20261124T120000Z` */
function instantOf(text: string): number {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]!.slice(0, 500);
}
