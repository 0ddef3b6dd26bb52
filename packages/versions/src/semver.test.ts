import { semver } from './semver.ts';
import { describeScheme } from './testing/describe-scheme.ts';

describeScheme(semver, { pieces: ['0', '1', '9', '10', '.0', '.1', '-', '-a', '-1', '.rc', '.10', '+b', 'A', 'é'] });
