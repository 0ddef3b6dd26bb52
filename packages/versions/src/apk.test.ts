import { apk } from './apk.ts';
import { describeScheme } from './testing/describe-scheme.ts';

describeScheme(apk, {
  pieces: ['0', '1', '9', '10', '.0', '.05', '.1', 'a', 'Z', '_rc', '_p', '_git', '_alpha1', '~ab', '-r', '-r1', '-', '.'],
});
