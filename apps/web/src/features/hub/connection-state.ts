import type { Connection } from '@plimsoll/contract';
import type { DotState } from '../../ui/tags.tsx';
import { count, number, span } from '../../ui/format.ts';

/** The word and the dot of a card. */
export function stateOf(connection: Pick<Connection, 'shown' | 'progress'>): { word: string; dot: DotState } {
  switch (connection.shown) {
    case 'connected':
      return { word: 'Connected', dot: 'ok' };
    case 'syncing':
      return { word: PHASE[connection.progress?.phase ?? 'queued'], dot: 'working' };
    case 'slowed':
      return { word: 'Slowed down', dot: 'slow' };
    case 'attention':
      return { word: 'Needs attention', dot: 'attention' };
    case 'disconnected':
      return { word: 'Disconnected', dot: 'off' };
  }
}

const PHASE = {
  queued: 'About to sync',
  discovering: 'Looking for images',
  reading: 'Reading images',
  matching: 'Matching',
} as const;

/** `about 6 minutes left`, from how long it took so far; undefined while that would be a guess. */
export function timeLeft(progress: NonNullable<Connection['progress']>, now: number): string | undefined {
  const done = progress.imagesDone + progress.imagesFailed;
  const elapsed = now - Date.parse(progress.startedAt);
  if (progress.phase !== 'reading' || done < 5 || elapsed < 10_000 || done >= progress.imagesTotal) return undefined;
  const left = (elapsed / done) * (progress.imagesTotal - done);
  return left < 60_000 ? 'less than a minute left' : `about ${span(left)} left`;
}

/** `7 are not images, 2 failed`; `none failed` */
export function leftOutInWords({ notImages, failed }: Connection['images']): string {
  const words = failed === 0 ? 'none failed' : `${number(failed)} failed`;
  return notImages === 0 ? words : `${count(notImages, 'is not an image', 'are not images')}, ${words}`;
}

/** How it signs in, without a secret. */
export function authInWords(auth: Connection['auth']): string {
  switch (auth.kind) {
    case 'keys':
      return `access key ${auth.accessKeyId}`;
    case 'role':
      return `role ${auth.roleArn}, assumed by ${auth.source === 'ambient' ? 'this machine' : 'an access key'}`;
    case 'ambient':
      return 'this machine’s own identity';
  }
}

/** Which secret is erased when it is disconnected. */
export function secretOf(auth: Connection['auth']): string | undefined {
  if (auth.kind === 'keys') return 'The stored access key is erased';
  if (auth.kind === 'role' && auth.source === 'keys') return 'The access key that assumes the role is erased; role and external id stay';
  return undefined;
}
