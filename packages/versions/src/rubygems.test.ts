import { rubygems } from './rubygems.ts';
import { describeScheme } from './testing/describe-scheme.ts';

describeScheme(rubygems, { pieces: ['0', '1', '9', '10', '.0', '.1', '.a', 'b', '-', '-1', 'Z', '.'] });
