import { nuget } from './nuget.ts';
import { describeScheme } from './testing/describe-scheme.ts';

describeScheme(nuget, { pieces: ['0', '1', '9', '10', '.0', '.1', '-', '-a', '-1', '.RC', '.10', '+b', 'A', '9999999999'] });
