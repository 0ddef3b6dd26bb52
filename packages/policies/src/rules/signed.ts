import { pass, unknown } from '../outcomes.ts';
import type { RuleKind } from '../rule-kind.ts';

/** A signature of the image lies in its repository. Whose it is, and whether it is good, is not judged. */
export const signed: RuleKind<'signed'> = {
  kind: 'signed',
  evaluate: (_, { isSigned }) => {
    if (isSigned === undefined) return unknown('It cannot be told whether the image is signed');
    return isSigned ? pass('A signature lies beside the image') : { state: 'violation', message: 'No signature lies beside the image' };
  },
};
