import { count, ofRead, pass, unknown } from '../outcomes.ts';
import type { RuleKind } from '../rule-kind.ts';

/** Ids of the checks that look for secrets begin so. */
const SECRETS = 'CIS-4.10';

/** No key or password in the environment, the history or the files, also not in files that a later layer deletes. */
export const noSecrets: RuleKind<'no-secrets'> = {
  kind: 'no-secrets',
  evaluate: (_, facts) =>
    ofRead(facts, () => {
      const checks = facts.checks?.filter(({ id }) => id.startsWith(SECRETS));
      if (checks === undefined || checks.length === 0) return unknown('The image was read before secrets were looked for');
      const found = checks.filter(({ status }) => status === 'fail');
      if (found.length > 0)
        return {
          state: 'violation',
          message: found.length === 1 ? found[0]!.message : `${count(found.length, 'secret')}: ${found[0]!.message}`,
        };
      const open = checks.find(({ status }) => status === 'unknown');
      return open === undefined ? pass('No secret was found') : unknown(open.message);
    }),
};
