import { maven } from './maven.ts';
import { describeScheme } from './testing/describe-scheme.ts';

describeScheme(maven, { pieces: ['0', '1', '9', '10', '.', '-', 'a', 'x', 'rc', 'sp', 'final', 'snapshot', '_', 'é'] });
