import type { Digest, Inventory, InventorySet } from '@plimsoll/model';
import { expect, it } from 'vitest';
import { type MatchedContents, toInventoryDocument, toScanDocument } from './to-documents.ts';

const digest = (letter: string): Digest => `sha256:${letter.repeat(64)}` as Digest;
const layer = { digest: digest('1'), diffId: digest('2'), chainId: digest('2'), mediaType: '', sizeBytes: 1, instruction: 'COPY' };
const left = { type: 'npm', name: 'left', version: '1.0.0', licenses: ['MIT'] } as const;

const set: InventorySet = {
  set: {
    digest: digest('3'),
    analyzer: 'lang/npm@1',
    members: [
      { package: left, path: 'a' },
      { package: left, path: 'b' },
    ],
  },
  path: 'node_modules',
  layer: 0,
};
const inventory: Inventory = { layers: [layer], sets: [set], coverage: 'complete', problems: [], fingerprint: '' };

const read = { image: { digest: digest('a'), platform: 'linux/arm64/v8' }, inventory };
const matched: MatchedContents = { findings: [], notAffected: [], problems: [], vulnerability: () => undefined };

it('lists a package once, with all its places', () => {
  expect(toInventoryDocument('x', read)).toMatchObject({
    target: { name: 'x', platform: 'linux/arm64/v8', os: null },
    packages: [
      {
        purl: 'pkg:npm/left@1.0.0',
        locations: [
          { path: 'a', layer: { digest: layer.digest, instruction: 'COPY' } },
          { path: 'b', layer: { digest: layer.digest } },
        ],
      },
    ],
  });
});

it.each([
  ['END_OF_LIFE_RELEASE', 'partial'],
  ['MALFORMED_ADVISORY', 'complete'],
] as const)('a store that says %s makes coverage %s', (code, coverage) => {
  const document = toScanDocument('x', read, { ...matched, problems: [{ code, message: 'm' }] });

  expect(document).toMatchObject({ coverage, problems: [{ code }] });
});

it('puts the worst first, then sorts by package and name', () => {
  const subject = { ecosystem: 'npm', release: '', name: 'left', version: '1.0.0', arch: '', module: '' } as const;
  const finding = (vulnerability: string, severity: 'low' | 'critical') => ({
    link: { subject, vulnerability, severity, status: 'affected' as const, fixState: 'none' as const, fixedVersions: [], evidence: [] },
    set,
    members: set.set.members,
  });

  const findings = [finding('CVE-2', 'low'), finding('CVE-3', 'critical'), finding('CVE-1', 'low')];
  const document = toScanDocument('x', read, { ...matched, findings });

  expect(document.findings.map(({ id }) => id)).toEqual(['CVE-3', 'CVE-1', 'CVE-2']);
  expect(document.findings[0]).not.toHaveProperty('binaries');
});

it('says once what two sets deny in the same words', () => {
  const subject = { ecosystem: 'npm', release: '', name: 'left', version: '1.0.0', arch: '', module: '' } as const;
  const denial = (vulnerability: string) =>
    ({
      verdict: { subject, vulnerability, verdict: 'not_affected', justification: 'component_not_present', evidence: 'it is not there' },
    }) as const;

  const document = toScanDocument('x', read, { ...matched, notAffected: [denial('CVE-2'), denial('CVE-1'), denial('CVE-2')] });

  expect(document.notAffected.map(({ id }) => id)).toEqual(['CVE-1', 'CVE-2']);
});
