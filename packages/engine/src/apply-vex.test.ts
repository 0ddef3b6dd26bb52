import type { Link, Member, Subject } from '@plimsoll/model';
import type { VexStatement } from '@plimsoll/sbom';
import { expect, it } from 'vitest';
import { applyVex } from './apply-vex.ts';
import type { Finding, MatchedInventory } from './match-inventory.ts';
import { toPackageSet } from './package-sets.ts';

const os = { id: 'debian', idLike: [], versionId: '12', name: 'Debian' };
const subject: Subject = { ecosystem: 'Debian', release: '12', name: 'openssl', version: '3.0.9-1', arch: 'source', module: '' };
const member: Member = {
  package: { type: 'deb', name: 'libssl3', version: '3.0.9-1', arch: 'amd64', licenses: [] },
  subject,
  path: 'var/lib/dpkg/status',
};

function findingOf(vulnerability: string): Finding {
  const link: Link = { subject, vulnerability, severity: 'high', status: 'affected', fixState: 'none', fixedVersions: [], evidence: [] };
  return { link, set: { set: toPackageSet('os/dpkg@1', [member], undefined), path: 'var/lib/dpkg/status', layer: 0 }, members: [member] };
}

const matched: MatchedInventory = { findings: [findingOf('CVE-2026-1'), findingOf('CVE-2026-2')], notAffected: [], problems: [] };

const statement: VexStatement = {
  vulnerabilities: ['GHSA-1'],
  status: 'not_affected',
  products: [{ ids: ['pkg:deb/debian/libssl3@3.0.9-1'], subcomponents: [] }],
  justification: 'inline_mitigations_already_exist',
  reason: 'behind a proxy',
  author: 'Example',
  file: 'vex.json',
  place: 'statements[0]',
  timestamp: '',
};

const apply = (...statements: VexStatement[]): MatchedInventory =>
  applyVex(matched, statements, { name: 'web', digest: '' }, os, (id) => (id === 'CVE-2026-1' ? ['GHSA-1'] : []));

it('moves a finding by any of its names, with the statement as evidence', () => {
  const { findings, notAffected } = apply(statement);

  expect(findings.map(({ link }) => link.vulnerability)).toEqual(['CVE-2026-2']);
  expect(notAffected.map(({ verdict }) => verdict)).toEqual([
    {
      subject,
      vulnerability: 'CVE-2026-1',
      verdict: 'not_affected',
      justification: 'inline_mitigations_already_exist',
      evidence: 'vex.json: Example says not affected: behind a proxy',
    },
  ]);
});

it('takes what is fixed for code that is not there', () => {
  const { notAffected } = apply({ ...statement, status: 'fixed', justification: 'not_stated', reason: '', author: '' });

  expect(notAffected[0]?.verdict).toMatchObject({
    justification: 'vulnerable_code_not_present',
    evidence: 'vex.json: its author says fixed',
  });
});

it.each(['affected', 'under_investigation'] as const)('changes nothing by %s', (status) => {
  expect(apply({ ...statement, status })).toEqual(matched);
});

it('lets a later statement take back an earlier one', () => {
  expect(apply(statement, { ...statement, status: 'under_investigation' })).toEqual(matched);
});
