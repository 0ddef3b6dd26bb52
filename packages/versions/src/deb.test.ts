import { deb } from './deb.ts';
import { describeScheme } from './testing/describe-scheme.ts';

describeScheme(deb, { pieces: ['0', '1', '9', '10', '007', 'a', 'Z', 'rc', '~', '+', '.', '-', ':', '_', 'é'] });
