import { ECRClient } from '@aws-sdk/client-ecr';
import { toPlimsollError } from './aws-errors.ts';
import { credentialProvider, type EcrTarget } from './credentials.ts';
import { createLimiters, type Limiters } from './limiter.ts';
import { withRetry } from './retry.ts';

/** Sends operations to one account and region, under our limits and our retries. */
export interface EcrSender {
  /** @throws PlimsollError, whatever AWS said put into our words */
  send<T>(operation: string, request: (client: ECRClient) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** The same without retries and untranslated: what the permission doctor reads. */
  sendOnce<T>(request: (client: ECRClient) => Promise<T>): Promise<T>;
  readonly limiters: Limiters;
  readonly isSlowed: boolean;
  close(): void;
}

const CONNECTION_TIMEOUT_MS = 5000;
const REQUEST_TIMEOUT_MS = 60_000;
const OPERATIONS = ['DescribeRepositories', 'DescribeImages', 'BatchGetImage', 'GetDownloadUrlForLayer'];

export function createSender(target: EcrTarget, limiters: Limiters = createLimiters()): EcrSender {
  const keyId = keyIdOf(target);
  const make = (): ECRClient =>
    new ECRClient({
      region: target.region,
      credentials: credentialProvider(target),
      maxAttempts: 1,
      requestHandler: { connectionTimeout: CONNECTION_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS, throwOnRequestTimeout: true },
      ...(target.endpoint === undefined ? {} : { endpoint: target.endpoint }),
    });
  let client = make();
  let refreshedAt = 0;

  /** A client that asks for a new session; requests that expire together share one. */
  const refresh = (): void => {
    if (Date.now() - refreshedAt < 1000) return;
    refreshedAt = Date.now();
    client = make();
  };

  return {
    send: async (operation, request, signal) => {
      try {
        return await withRetry(operation, () => request(client), { limiters, refresh, signal });
      } catch (error) {
        if (signal?.aborted === true) throw error;
        throw toPlimsollError(error, { region: target.region, keyId, endpoint: target.endpoint });
      }
    },
    sendOnce: (request) => request(client),
    limiters,
    get isSlowed() {
      return OPERATIONS.some((operation) => limiters(operation).isSlowed);
    },
    close: () => client.destroy(),
  };
}

/** Of the key that signs first, for messages; undefined if it is the machine's own. */
export function keyIdOf({ credentials }: EcrTarget): string | undefined {
  const signer = credentials.kind === 'role' ? credentials.source : credentials;
  return signer.kind === 'keys' ? signer.accessKeyId : undefined;
}
