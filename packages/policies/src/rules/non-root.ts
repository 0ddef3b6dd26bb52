import { pass, unknown } from '../outcomes.ts';
import type { RuleKind } from '../rule-kind.ts';

/** A user other than root, by name or number. */
export const nonRoot: RuleKind<'non-root'> = {
  kind: 'non-root',
  evaluate: (_, { user }) => {
    if (user === undefined) return unknown('The image has not been read');
    const [name = ''] = user.split(':');
    if (name === '') return { state: 'violation', message: 'Runs as root, because it names no user' };
    return name === 'root' || /^0{1,10}$/.test(name)
      ? { state: 'violation', message: `Runs as root: it says USER ${user.slice(0, 100)}` }
      : pass(`Runs as ${user.slice(0, 100)}`);
  },
};
