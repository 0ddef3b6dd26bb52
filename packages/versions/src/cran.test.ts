import { cran } from './cran.ts';
import { describeScheme } from './testing/describe-scheme.ts';

describeScheme(cran, { pieces: ['0', '1', '9', '10', '.', '.0', '-', 'a'] });
