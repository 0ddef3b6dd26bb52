import type { ImageComparison } from '@plimsoll/contract';
import { expect, it } from 'vitest';
import { comparisonInWords, packageRows, vulnerabilityRows } from './compare-words.ts';

const link = { connection: 1, repository: 'shop/web', reference: '1' };
const finding = { id: 'CVE-1', purl: 'pkg:npm/axios@2.0.0', severity: 'high', origin: 'application' } as const;
const NONE: ImageComparison = {
  before: link,
  after: link,
  packages: { added: [], removed: [], changed: [], unchanged: 3 },
  vulnerabilities: { added: [], removed: [], changed: [], unchanged: 0 },
};
const with_ = (change: Partial<ImageComparison['vulnerabilities']>) => ({
  ...NONE,
  vulnerabilities: { ...NONE.vulnerabilities, ...change },
});

it.each([
  [NONE, 'The same packages and the same known vulnerabilities.'],
  [
    { ...NONE, packages: { ...NONE.packages, added: [{ purl: 'pkg:npm/a@1', origin: 'base' as const }] } },
    'The same known vulnerabilities, in other packages.',
  ],
  [with_({ added: [finding] }), '1 known vulnerability is new.'],
  [with_({ removed: [finding, finding], added: [finding, finding] }), '2 known vulnerabilities are gone and 2 are new.'],
  [with_({ removed: [finding], changed: [{ ...finding, before: '' }] }), '1 known vulnerability is gone and 1 stays in another version.'],
])('says what differs (%#)', (comparison, expected) => expect(comparisonInWords(comparison)).toBe(expected));

it('makes one row of each difference', () => {
  expect(vulnerabilityRows(with_({ removed: [finding], changed: [{ ...finding, before: 'pkg:npm/axios@1.0.0' }] }))).toEqual([
    {
      key: 'removed CVE-1 pkg:npm/axios@2.0.0',
      change: 'removed',
      origin: 'application',
      id: 'CVE-1',
      severity: 'high',
      name: 'axios',
      before: '2.0.0',
      after: '',
    },
    {
      key: 'changed CVE-1 pkg:npm/axios@2.0.0',
      change: 'changed',
      origin: 'application',
      id: 'CVE-1',
      severity: 'high',
      name: 'axios',
      before: '1.0.0',
      after: '2.0.0',
    },
  ]);
  const changed = { name: 'pkg:npm/ms', before: ['pkg:npm/ms@1', 'pkg:npm/ms@2'], after: ['pkg:npm/ms@2'], origin: 'base' as const };
  expect(packageRows({ ...NONE, packages: { ...NONE.packages, changed: [changed] } })).toMatchObject([
    { change: 'changed', name: 'ms', before: '1, 2', after: '2', origin: 'base' },
  ]);
});
