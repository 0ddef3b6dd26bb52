import { fitsGlob } from '../glob.ts';
import { count, ofContents, pass, unknown } from '../outcomes.ts';
import type { RuleKind } from '../rule-kind.ts';

const SHOWN = 5;

/** No package says that it is under one of these licences. What a package that says nothing is under, nobody can tell. */
export const deniedLicenses: RuleKind<'denied-licenses'> = {
  kind: 'denied-licenses',
  needs: 'packages',
  evaluate: ({ globs }, facts) => {
    const lower = globs.map((glob) => glob.toLowerCase());
    const denied = (facts.packages ?? []).flatMap(({ name, version, licenses }) => {
      const license = licenses.find((text) => lower.some((glob) => fitsGlob(text.toLowerCase(), glob)));
      return license === undefined ? [] : [`${name} ${version} (${license.slice(0, 60)})`];
    });
    const silent = (facts.packages ?? []).filter(({ licenses }) => licenses.length === 0).length;
    const none = 'No package states a denied licence';
    const message = `${count(denied.length, 'package')} under a denied licence: ${denied.slice(0, SHOWN).join(', ')}${denied.length > SHOWN ? ' …' : ''}`;
    return ofContents(
      facts,
      denied.length === 0 ? undefined : { state: 'violation', message },
      silent === 0 ? pass(none) : unknown(`${none}, and ${count(silent, 'package states none at all', 'packages state none at all')}`),
    );
  },
};
