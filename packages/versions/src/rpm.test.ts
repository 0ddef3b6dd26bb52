import { rpm } from './rpm.ts';
import { describeScheme } from './testing/describe-scheme.ts';

describeScheme(rpm, {
  pieces: ['0', '1', '9', '10', '007', 'a', 'Z', 'rc', '~', '^', '+', '.', '-', '-1', ':', '_', 'é'],
  isTotal: (version) => version.includes('-'),
});
