import { pub } from './pub.ts';
import { describeScheme } from './testing/describe-scheme.ts';

describeScheme(pub, { pieces: ['0', '1', '9', '10', '.0', '.1', '-', '-a', '-1', '.rc', '.10', '+b', '+', 'A'] });
