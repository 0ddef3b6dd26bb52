import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';

/** An access key; with a session token it ends by itself. */
export interface AccessKeys {
  readonly kind: 'keys';
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What the machine itself is: environment, shared files, container or instance identity. */
export interface AmbientIdentity {
  readonly kind: 'ambient';
}

/** A role that somebody assumes, always under an external id that we generated. */
export interface AssumedRole {
  readonly kind: 'role';
  readonly roleArn: string;
  readonly externalId: string;
  readonly source: AccessKeys | AmbientIdentity;
}

export type EcrCredentials = AccessKeys | AssumedRole | AmbientIdentity;

/** A registry: where it is and how to sign in. */
export interface EcrTarget {
  readonly region: string;
  readonly credentials: EcrCredentials;
  /** Other than AWS's own; STS is asked at the same place. */
  readonly endpoint?: string;
  /** Named in CloudTrail and in pull-time exclusion lists: `plimsoll-connection-7`. 2 to 64 characters. */
  readonly sessionName?: string;
  /** Host suffixes, other than AWS's, that layers may be fetched from: `localhost:5000`. */
  readonly layerHosts?: readonly string[];
}

interface Identity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** Role sessions live this long; the SDK asks for the next one five minutes before the end. */
const SESSION_SECONDS = 3600;

/** The SDK's provider for these credentials. It caches and refreshes by itself, one request at a time. */
export function credentialProvider(target: EcrTarget, credentials: EcrCredentials = target.credentials): () => Promise<Identity> {
  switch (credentials.kind) {
    case 'keys': {
      const { accessKeyId, secretAccessKey, sessionToken } = credentials;
      return () => Promise.resolve({ accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) });
    }
    case 'ambient':
      return fromNodeProviderChain({ clientConfig: { region: target.region } });
    case 'role':
      return fromTemporaryCredentials({
        masterCredentials: credentialProvider(target, credentials.source),
        params: {
          RoleArn: credentials.roleArn,
          RoleSessionName: target.sessionName ?? 'plimsoll',
          ExternalId: credentials.externalId,
          DurationSeconds: SESSION_SECONDS,
        },
        clientConfig: { region: target.region, maxAttempts: 2, ...(target.endpoint === undefined ? {} : { endpoint: target.endpoint }) },
      });
  }
}
