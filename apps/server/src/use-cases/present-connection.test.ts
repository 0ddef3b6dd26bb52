import { Connection } from '@plimsoll/contract';
import type { StoredConnection } from '@plimsoll/db';
import { expect, it } from 'vitest';
import { presentConnection } from './present-connection.ts';

const stored: StoredConnection = {
  id: 1,
  name: 'Production',
  region: 'eu-central-1',
  account: '123456789012',
  state: 'connected',
  auth: { kind: 'ambient' },
  hasCredentials: false,
  intervalMinutes: 60,
  createdAt: new Date(0),
};
const totals = {
  repositories: 1,
  images: { total: 2, read: 1, failed: 1, notImages: 0 },
  findings: { critical: 0, high: 0, medium: 0, low: 0, negligible: 0, unknown: 0, fixable: 0 },
};
const progress = {
  phase: 'reading',
  startedAt: '2026-11-24T00:00:00.000Z',
  repositories: 1,
  imagesTotal: 2,
  imagesDone: 1,
  imagesFailed: 0,
  bytesFetched: 1,
  found: 0,
};
const lastError = { code: 'CREDENTIALS_INVALID', title: 't', message: 'm', at: '2026-11-24T00:00:00.000Z' };

it.each([
  [{}, 'connected'],
  [{ progress }, 'syncing'],
  [{ progress: { ...progress, slowed: true } }, 'slowed'],
  [{ state: 'error', lastError }, 'attention'],
  [{ lastError }, 'attention'],
  [{ state: 'disconnected', disconnectedAt: new Date(5), progress }, 'disconnected'],
] as const)('with %j it is shown as %s', (change, shown) => {
  const presented = presentConnection({ ...stored, ...change }, totals);

  expect(presented.shown).toBe(shown);
  expect(() => Connection.parse(presented)).not.toThrow();
});
