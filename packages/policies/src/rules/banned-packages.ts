import { fitsGlob } from '../glob.ts';
import { count, ofContents, pass } from '../outcomes.ts';
import type { RuleKind } from '../rule-kind.ts';

const SHOWN = 5;

/** None of the named packages is installed, in any version. */
export const bannedPackages: RuleKind<'banned-packages'> = {
  kind: 'banned-packages',
  needs: 'packages',
  evaluate: ({ globs }, facts) => {
    const banned = (facts.packages ?? []).filter(({ name }) => globs.some((glob) => fitsGlob(name, glob)));
    const names = banned.slice(0, SHOWN).map(({ name, version }) => `${name} ${version}`);
    const message = `${count(banned.length, 'banned package')}: ${names.join(', ')}${banned.length > SHOWN ? ' …' : ''}`;
    return ofContents(facts, banned.length === 0 ? undefined : { state: 'violation', message }, pass('No banned package'));
  },
};
