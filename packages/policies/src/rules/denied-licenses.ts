import { fitsGlob } from '../glob.ts';
import { count, ofContents, pass } from '../outcomes.ts';
import type { RuleKind } from '../rule-kind.ts';

const SHOWN = 5;

/** No package says that it is under one of these licences. A package that says nothing breaks no rule. */
export const deniedLicenses: RuleKind<'denied-licenses'> = {
  kind: 'denied-licenses',
  needs: 'packages',
  evaluate: ({ globs }, facts) => {
    const lower = globs.map((glob) => glob.toLowerCase());
    const denied = (facts.packages ?? []).flatMap(({ name, version, licenses }) => {
      const license = licenses.find((text) => lower.some((glob) => fitsGlob(text.toLowerCase(), glob)));
      return license === undefined ? [] : [`${name} ${version} (${license.slice(0, 60)})`];
    });
    const message = `${count(denied.length, 'package')} under a denied licence: ${denied.slice(0, SHOWN).join(', ')}${denied.length > SHOWN ? ' …' : ''}`;
    return ofContents(facts, denied.length === 0 ? undefined : { state: 'violation', message }, pass('No package under a denied licence'));
  },
};
