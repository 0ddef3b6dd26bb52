import { expect, it } from 'vitest';
import { leftOutInWords, secretOf, stateOf, timeLeft } from './connection-state.ts';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const progress = {
  phase: 'reading',
  startedAt: '2026-11-24T11:57:00Z',
  repositories: 46,
  imagesTotal: 902,
  imagesDone: 300,
  imagesFailed: 0,
  bytesFetched: 1,
  found: 2,
} as const;

it.each`
  shown             | phase            | word
  ${'connected'}    | ${undefined}     | ${'Connected'}
  ${'syncing'}      | ${'discovering'} | ${'Looking for images'}
  ${'syncing'}      | ${undefined}     | ${'About to sync'}
  ${'slowed'}       | ${'reading'}     | ${'Slowed down'}
  ${'attention'}    | ${undefined}     | ${'Needs attention'}
  ${'disconnected'} | ${undefined}     | ${'Disconnected'}
`('$shown ($phase) reads "$word"', ({ shown, phase, word }) => {
  expect(stateOf({ shown, ...(phase === undefined ? {} : { progress: { ...progress, phase } }) }).word).toBe(word);
});

it('tells the time left from the pace so far', () => expect(timeLeft(progress, NOW)).toBe('about 6 minutes left'));

it.each([
  ['too few images', { ...progress, imagesDone: 4 }],
  ['another phase', { ...progress, phase: 'discovering' as const }],
  ['all of them read', { ...progress, imagesDone: 902 }],
  ['barely started', { ...progress, startedAt: '2026-11-24T11:59:58Z' }],
])('does not guess it after %s', (_, early) => expect(timeLeft(early, NOW)).toBeUndefined());

it('says what was left out', () => {
  expect(leftOutInWords({ total: 10, read: 3, notImages: 7, failed: 0 })).toBe('7 are not images, none failed');
  expect(leftOutInWords({ total: 10, read: 8, notImages: 0, failed: 2 })).toBe('2 failed');
});

it('erases only what is a secret', () => {
  expect(secretOf({ kind: 'keys', accessKeyId: '…MPLE' })).toContain('erased');
  expect(secretOf({ kind: 'role', roleArn: 'arn', externalId: 'x', source: 'ambient' })).toBeUndefined();
  expect(secretOf({ kind: 'ambient' })).toBeUndefined();
});
