import { hackage } from './hackage.ts';
import { describeScheme } from './testing/describe-scheme.ts';

describeScheme(hackage, { pieces: ['0', '1', '9', '10', '.', '.0', '-', 'a'] });
