import type { Connection } from '@plimsoll/contract';
import { count } from '../ui/format.ts';
import type { DotState } from '../ui/tags.tsx';

/** All registries in a few words and one dot: what needs a person first, then what is at work. */
export function registriesInWords(connections: readonly Pick<Connection, 'shown' | 'name'>[]): { words: string; state: DotState } {
  const of = (...shown: Connection['shown'][]) => connections.filter((connection) => shown.includes(connection.shown));
  const attention = of('attention');
  if (attention.length > 0)
    return {
      words: attention.length === 1 ? `${attention[0]?.name} needs attention` : `${attention.length} need attention`,
      state: 'attention',
    };
  const slowed = of('slowed');
  if (slowed.length > 0) return { words: `${count(slowed.length, 'registry', 'registries')} slowed down`, state: 'slow' };
  const syncing = of('syncing');
  if (syncing.length > 0) return { words: `${count(syncing.length, 'registry', 'registries')} syncing`, state: 'working' };
  const connected = of('connected');
  if (connected.length > 0)
    return { words: connected.length === 1 ? (connected[0]?.name ?? '') : `${connected.length} registries connected`, state: 'ok' };
  return { words: connections.length === 0 ? 'No registry connected' : 'All registries disconnected', state: 'off' };
}
