import { expect, it } from 'vitest';
import { connection } from '../testing/connections.ts';
import { groupsOf, parseEvent, withProgress } from './live-events.ts';

const progress = {
  phase: 'reading',
  startedAt: '2026-11-24T12:00:00Z',
  repositories: 3,
  imagesTotal: 10,
  imagesDone: 4,
  imagesFailed: 0,
  bytesFetched: 5,
  found: 6,
} as const;

it('knows the events of the contract and ignores everything else', () => {
  expect(parseEvent(JSON.stringify({ type: 'connection', connection: 3 }))).toEqual({ type: 'connection', connection: 3 });
  expect(parseEvent('{"type":"tea"}')).toBeUndefined();
  expect(parseEvent('not json')).toBeUndefined();
});

it('puts progress on the card of its connection only', () => {
  const before = [connection({ id: 1 }), connection({ id: 2 })];

  const after = withProgress(before, { type: 'progress', connection: 2, progress });

  expect(after?.map(({ id, shown, progress: shownProgress }) => [id, shown, shownProgress?.imagesDone])).toEqual([
    [1, 'connected', undefined],
    [2, 'syncing', 4],
  ]);
});

it('keeps a slowed connection slowed', () => {
  const after = withProgress([connection({ id: 1, shown: 'slowed' })], { type: 'progress', connection: 1, progress });

  expect(after?.[0]?.shown).toBe('slowed');
});

it('refreshes findings when advisories change', () => {
  expect(groupsOf({ type: 'advisories' })).toContain('Vulnerabilities');
  expect(groupsOf({ type: 'policies' })).toContain('Overview');
  expect(groupsOf({ type: 'image', connection: 1, repository: 'a', digest: 'b' })).not.toContain('Integration Hub');
});
