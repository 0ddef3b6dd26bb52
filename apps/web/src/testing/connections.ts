import type { Connection } from '@plimsoll/contract';

const CONNECTED: Connection = {
  id: 1,
  kind: 'ecr',
  name: 'Production',
  region: 'eu-central-1',
  account: '482100937716',
  state: 'connected',
  shown: 'connected',
  auth: { kind: 'keys', accessKeyId: '…MPLE' },
  hasCredentials: true,
  intervalMinutes: 60,
  createdAt: '2026-08-31T09:00:00Z',
  images: { total: 1211, read: 1204, failed: 0, notImages: 7 },
  repositories: 214,
  findings: { critical: 320, high: 4100, medium: 9020, low: 3800, negligible: 890, unknown: 200, fixable: 12_040 },
};

/** A connected registry, with what a test wants different. */
export function connection(change: Partial<Connection> = {}): Connection {
  return { ...CONNECTED, ...change };
}

/** Four registries, each in another state, relative to `now` (milliseconds). */
export function fourConnections(now: number): Connection[] {
  const ago = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
  return [
    connection({
      lastSyncAt: ago(42),
      lastSyncSummary: '3 tags moved, 11 MB fetched',
      nextSyncAt: ago(-18),
      credentialsUpdatedAt: ago(85 * 1440),
    }),
    connection({
      id: 2,
      name: 'Staging',
      account: '773011842052',
      region: 'us-east-1',
      shown: 'syncing',
      auth: { kind: 'role', roleArn: 'arn:aws:iam::773011842052:role/plimsoll', externalId: 'plimsoll-9f2c4a1e', source: 'ambient' },
      images: { total: 902, read: 318, failed: 2, notImages: 0 },
      repositories: 46,
      progress: {
        phase: 'reading',
        startedAt: ago(4),
        repositories: 46,
        imagesTotal: 902,
        imagesDone: 318,
        imagesFailed: 2,
        bytesFetched: 9_400_000_000,
        now: 'payments/api:2026.11.3 · layer 7 of 12',
        found: 2114,
      },
    }),
    connection({
      id: 3,
      name: 'Data platform',
      account: '119055283301',
      region: 'eu-west-1',
      state: 'error',
      shown: 'attention',
      lastSyncAt: ago(1500),
      lastError: {
        code: 'CREDENTIALS_INVALID',
        title: 'The access key is no longer valid.',
        message: 'AWS answered UnrecognizedClientException.',
        hint: 'Make a new key for the same user and update the credentials.',
        at: ago(360),
      },
      images: { total: 412, read: 412, failed: 0, notImages: 0 },
      repositories: 31,
    }),
    connection({
      id: 4,
      name: 'Legacy',
      region: 'ap-southeast-2',
      state: 'disconnected',
      shown: 'disconnected',
      hasCredentials: false,
      disconnectedAt: '2026-10-02T14:12:00Z',
      images: { total: 77, read: 77, failed: 0, notImages: 0 },
      repositories: 12,
      findings: { critical: 30, high: 400, medium: 900, low: 500, negligible: 60, unknown: 40, fixable: 1200 },
    }),
  ];
}
