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
