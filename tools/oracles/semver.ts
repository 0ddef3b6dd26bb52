import { createRequire } from 'node:module';
import { compare, valid } from 'semver';
import { type Oracle, verdictOf } from './oracle.ts';

/**
 * npm's own library, in its loose mode, as npm reads what is installed. Missing parts it refuses; the scheme does not. A fourth number
 * it takes for a pre-release by cutting the third in two (`1.2.34.5` is `1.2.3-4.5`), and a hyphen
 * without a pre-release for one of that name: nothing to learn from.
 */
export const semver: Oracle = {
  id: 'semver',
  needs: 'the npm package semver (installed with the development tools)',
  keepsRefusals: false,
  versions: [
    '4.17.20',
    '4.17.21',
    '4.18.2',
    '5.0.0-beta.3',
    '5.0.0-beta.3.1',
    '18.3.0-canary-546178f91-20231005',
    '18.2.0',
    '18.3.0',
    '7.0.0-beta.0',
    '7.0.0-beta.10',
    '7.0.0-rc.1',
    '7.0.0',
    '0.9.0-next.5',
    '0.9.0-next.5+sha.1',
    '1.0.0',
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-0',
    '1.0.0-0.0.0',
    '0.0.1',
    '0.0.0',
    '0.0.0-20230101',
    '0.0.0-experimental-abcdef123-20240101',
    '2.0.0-x.7.z.92',
    '1.0.0+20130313144700',
    '1.0.0-beta+exp.sha.5114f85',
    '3.0.0-rc.20',
    '3.0.0-rc.9',
    '10.2.10',
    '10.10.2',
    '1.10.0',
    '1.9.0',
    '13.4.13-canary.11',
    '13.4.13-canary.2',
    '14.0.0',
    '6.0.0-dev.20240101',
    '0.5.0-pre.1',
    '0.5.0-pre',
    '1.0.0-rc.1',
    '1.0.0-rc1',
    '1.0.0-RC.1',
    '1.2.3-4-foo',
    '1.2.3-5-Foo',
    '99.99.99',
    '2023.10.31',
    '0.1.0-1.0.0',
  ],
  pieces: ['0', '1', '9', '10', '.0', '.1', '-', '-a', '-1', '.rc', '.10', '+b', 'A', 'beta', '-alpha', 'v', '='],
  tool: () => `semver ${(createRequire(import.meta.url)('semver/package.json') as { version: string }).version}`,
  ask: (pairs) => pairs.map(([a, b]) => verdictOf(isRead(a) && isRead(b) ? compare(a, b, true) : Number.NaN)),
};

function isRead(version: string): boolean {
  return valid(version, true) !== null && !/^[v=]*\d+\.\d+\.\d+(?:\.|-(?:$|[.+]))/u.test(version);
}
