import { maven } from './maven.ts';
import { describeScheme } from './testing/describe-scheme.ts';

describeScheme(maven, {
  pieces: ['0', '1', '9', '10', '.', '-', 'a', 'x', 'rc', 'sp', 'final', 'snapshot', '_', 'é'],
  // Maven's own order goes in a circle where a qualifier follows a dot: 1 < 1.sp- < 1-alpha0 < 1.
  isTotal: (version) => !/\.\D/.test(version),
});
