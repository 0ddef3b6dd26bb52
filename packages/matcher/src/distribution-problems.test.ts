import type { AdvisoryStore, ReleaseCycle } from '@plimsoll/advisories';
import type { OperatingSystem, Package } from '@plimsoll/model';
import { expect, it } from 'vitest';
import { distributionProblems, releaseProblems } from './distribution-problems.ts';

const deb: Package = { type: 'deb', name: 'apt', version: '2.6.1', licenses: [] };
const apk: Package = { type: 'apk', name: 'musl', version: '1.2.5-r0', licenses: [] };

function os(id: string, versionId: string): OperatingSystem {
  return { id, idLike: [], versionId, name: id };
}

function store(cycle?: Omit<ReleaseCycle, 'cycle'>): Pick<AdvisoryStore, 'releases' | 'endOfLife'> {
  const releases: Record<string, string[]> = { Debian: ['12'], Ubuntu: ['22.04'], Wolfi: [''] };
  return {
    releases: (ecosystem) => releases[ecosystem] ?? [],
    endOfLife: (_product, name) => (cycle === undefined ? undefined : { cycle: name, ...cycle }),
  };
}

const day = new Date('2026-11-24T12:00:00Z');

it.each`
  case                                             | system                      | pkg    | cycle                                                         | codes
  ${'a supported release'}                         | ${os('debian', '12')}       | ${deb} | ${{ endOfLife: '2028-01-01' }}                                | ${[]}
  ${'the last day of a release'}                   | ${os('debian', '12')}       | ${deb} | ${{ endOfLife: '2026-11-24' }}                                | ${[]}
  ${"Debian's LTS after its regular support"}      | ${os('debian', '12')}       | ${deb} | ${{ endOfLife: '2026-07-11', extendedSupport: '2028-06-30' }} | ${[]}
  ${"Ubuntu's paid support after its regular one"} | ${os('ubuntu', '22.04')}    | ${deb} | ${{ endOfLife: '2026-07-11', extendedSupport: '2032-06-30' }} | ${['END_OF_LIFE_RELEASE']}
  ${'an ended release without a day'}              | ${os('debian', '12')}       | ${deb} | ${{ endOfLife: true }}                                        | ${['END_OF_LIFE_RELEASE']}
  ${'a release that no advisory names'}            | ${os('debian', '99')}       | ${deb} | ${undefined}                                                  | ${['NO_ADVISORIES_FOR_RELEASE']}
  ${"Chainguard's packages beside Wolfi's data"}   | ${os('chainguard', '2023')} | ${apk} | ${undefined}                                                  | ${[]}
  ${'an unknown distribution'}                     | ${os('kali', '2026')}       | ${deb} | ${undefined}                                                  | ${['UNKNOWN_DISTRIBUTION']}
  ${'no distribution'}                             | ${undefined}                | ${deb} | ${undefined}                                                  | ${['UNKNOWN_DISTRIBUTION']}
`('$case: $codes', ({ system, pkg, cycle, codes }) => {
  expect(distributionProblems(system, [pkg, pkg], store(cycle), day).map(({ code }) => code)).toEqual(codes);
});

it('has nothing to say where no operating-system package is', () => {
  expect(distributionProblems(undefined, [{ type: 'npm', name: 'x', version: '1', licenses: [] }], store(), day)).toEqual([]);
});

it('judges a release by itself, and nothing that is none', () => {
  expect(releaseProblems(os('debian', '12'), store({ endOfLife: '2028-01-01' }), day)).toEqual([]);
  expect(releaseProblems(os('debian', '99'), store({ endOfLife: '2020-01-01' }), day)?.map(({ code }) => code)).toEqual([
    'NO_ADVISORIES_FOR_RELEASE',
    'END_OF_LIFE_RELEASE',
  ]);
  expect(releaseProblems(os('kali', '2026'), store(), day)).toBeUndefined();
  expect(releaseProblems(os('debian', 'sid'), store(), day)).toBeUndefined();
});
