import { composer } from './composer.ts';
import { describeScheme } from './testing/describe-scheme.ts';

describeScheme(composer, {
  pieces: ['0', '1', '9', '10', '.0', '.1', '-beta', 'a', 'RC', '-p', '-dev', '_', '.', 'stable', '+x', '.x', '@dev'],
});
