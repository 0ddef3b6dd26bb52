import { go } from './go.ts';
import { describeScheme } from './testing/describe-scheme.ts';

describeScheme(go, {
  pieces: ['0', '1', '9', '.0', '.1', '-rc', '-0', '.2', '-20200622213623', '+incompatible', 'rc1', 'beta', '-', ' x'],
});
