import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AdvisoryStore } from '@plimsoll/advisories';
import { storeOf, type TestAffected } from '@plimsoll/advisories/testing';
import type { Subject } from '@plimsoll/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { matchSubject } from './match-subject.ts';

let dir: string;
let store: AdvisoryStore;

function fixedIn(ecosystem: string, name: string, fixed: string, fields: object = {}): TestAffected {
  return { package: { ecosystem, name }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] }], ...fields };
}

function open(ecosystem: string, name: string, fields: object = {}): TestAffected {
  return { package: { ecosystem, name }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }] }], ...fields };
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'plimsoll-match-'));
  store = await storeOf(dir, [
    { id: 'GHSA-1', aliases: ['CVE-2026-1'], database_specific: { severity: 'HIGH' }, affected: [fixedIn('npm', 'left', '2.0.0')] },
    { id: 'RETIRE-1', aliases: ['CVE-2026-1'], affected: [fixedIn('npm', 'left', '1.5.0')] },
    { id: 'GHSA-2', aliases: ['CVE-2026-2'], affected: [fixedIn('npm', 'left', '1.0.0')] },
    { id: 'GHSA-3', withdrawn: '2026-01-01T00:00:00Z', affected: [open('npm', 'left')] },
    { id: 'GHSA-4', affected: [{ package: { ecosystem: 'npm', name: 'left' }, versions: ['1.2.0'] }] },
    { id: 'GHSA-5', affected: [fixedIn('npm', 'left', 'soon')] },
    { id: 'MAL-2026-1', affected: [{ package: { ecosystem: 'npm', name: 'evil' }, versions: ['6.6.6'] }] },
    { id: 'GO-2026-1', affected: [fixedIn('Go', 'stdlib', '1.21.3', { ecosystem_specific: { imports: [{ path: 'net/http' }] } })] },
    {
      id: 'DEBIAN-CVE-2026-3',
      upstream: ['CVE-2026-3'],
      affected: [fixedIn('Debian:12', 'openssl', '3.0.22-1~deb12u1'), fixedIn('Debian:13', 'openssl', '9')],
    },
    { id: 'DSA-1-1', upstream: ['CVE-2026-3', 'CVE-2026-4'], affected: [fixedIn('Debian:12', 'openssl', '3.0.22-1~deb12u2')] },
    { id: 'DEBIAN-CVE-2026-4', upstream: ['CVE-2026-4'], affected: [fixedIn('Debian:12', 'openssl', '0')] },
    {
      id: 'DEBIAN-CVE-2026-5',
      upstream: ['CVE-2026-5'],
      affected: [open('Debian:12', 'openssl', { ecosystem_specific: { urgency: 'unimportant' } })],
    },
    {
      id: 'UBUNTU-CVE-2026-6',
      upstream: ['CVE-2026-6'],
      affected: [open('Ubuntu:18.04:LTS', 'bash'), fixedIn('Ubuntu:Pro:18.04:LTS', 'bash', '4.4-1ubuntu1+esm1')],
    },
    {
      id: 'CGA-1',
      upstream: ['CVE-2026-7', 'GHSA-7'],
      affected: [open('Wolfi', 'podman', { ecosystem_specific: { status: 'fix-not-planned' } })],
    },
    {
      id: 'ALSA-2026:1',
      summary: 'Important: nodejs:18 security update',
      related: ['CVE-2026-8'],
      affected: [fixedIn('AlmaLinux:9', 'nodejs', '1:18.20-1.module_el9.2.0+1+a')],
    },
    {
      id: 'ALSA-2026:2',
      summary: 'Low: nodejs security update',
      related: ['CVE-2026-9'],
      affected: [fixedIn('AlmaLinux:9', 'nodejs', '1:19-1.el9')],
    },
    { id: 'PYSEC-1', affected: [fixedIn('PyPI', 'torch', '2.0.1')] },
  ]);
});

afterAll(async () => {
  await store.close();
  await rm(dir, { recursive: true });
});

function subject(ecosystem: string, name: string, version: string, fields: Partial<Subject> = {}): Subject {
  return { ecosystem, release: '', name, version, arch: '', module: '', ...fields };
}

const debian = (version: string, release = '12'): Subject => subject('Debian', 'openssl', version, { release, arch: 'source' });
const namesOf = (item: Subject): string[] => matchSubject(item, store).links.map(({ vulnerability }) => vulnerability);

it('joins the records of a flaw in one link, with the reason that each gives', () => {
  expect(matchSubject(subject('npm', 'left', '1.2.0'), store).links[0]).toEqual({
    subject: subject('npm', 'left', '1.2.0'),
    vulnerability: 'CVE-2026-1',
    severity: 'high',
    status: 'affected',
    fixState: 'available',
    fixedVersions: ['1.5.0', '2.0.0'],
    evidence: [
      { advisory: 'GHSA-1', range: '< 2.0.0', comparison: '1.2.0 < 2.0.0' },
      { advisory: 'RETIRE-1', range: '< 1.5.0', comparison: '1.2.0 < 1.5.0' },
    ],
  });
});

it('holds a version affected if one of two disagreeing records does', () => {
  expect(matchSubject(subject('npm', 'left', '1.9.0'), store).links).toMatchObject([
    { vulnerability: 'CVE-2026-1', evidence: [{ advisory: 'GHSA-1' }] },
  ]);
});

it('orders links by name, and passes over withdrawn records', () => {
  expect(namesOf(subject('npm', 'left', '0.9.0'))).toEqual(['CVE-2026-1', 'CVE-2026-2']);
  expect(namesOf(subject('npm', 'left', '1.2.0'))).toEqual(['CVE-2026-1', 'GHSA-4']);
});

it('does not know of a fix where a record only lists versions', () => {
  expect(matchSubject(subject('npm', 'left', '1.2.0'), store).links[1]).toMatchObject({ fixState: 'unknown', fixedVersions: [] });
});

it('tells of a range that it cannot read', () => {
  expect(matchSubject(subject('npm', 'left', '1.2.0'), store).problems).toMatchObject([{ code: 'MALFORMED_ADVISORY' }]);
});

it('finds malicious packages by their exact version', () => {
  expect(matchSubject(subject('npm', 'evil', '6.6.6'), store).links).toMatchObject([{ vulnerability: 'MAL-2026-1', severity: 'critical' }]);
  expect(namesOf(subject('npm', 'evil', '6.6.7'))).toEqual([]);
});

it('ignores what marks a rebuild of a Python version', () => {
  expect(namesOf(subject('PyPI', 'torch', '2.0.1+cu118'))).toEqual([]);
  expect(namesOf(subject('PyPI', 'torch', '2.0.0+cu118'))).toEqual(['PYSEC-1']);
});

it('spells Go versions with their v, and keeps what the record limits itself to', () => {
  expect(matchSubject(subject('Go', 'stdlib', 'v1.21.2'), store).links).toMatchObject([
    { fixedVersions: ['v1.21.3'], evidence: [{ comparison: 'v1.21.2 < 1.21.3', imports: [{ path: 'net/http', symbols: [] }] }] },
  ]);
});

describe('a distribution', () => {
  it('is asked for its release alone', () => {
    expect(namesOf(debian('3.0.20-1~deb12u2'))).toEqual(['CVE-2026-3', 'CVE-2026-5']);
    expect(namesOf(debian('3.0.20-1~deb12u2', '13'))).toEqual(['CVE-2026-3']);
    expect(namesOf(debian('3.0.20-1~deb12u2', '11'))).toEqual([]);
  });

  it('lets a bundle speak for each of its CVEs', () => {
    expect(matchSubject(debian('3.0.20-1~deb12u2'), store).links[0]).toMatchObject({
      vulnerability: 'CVE-2026-3',
      fixedVersions: ['3.0.22-1~deb12u1', '3.0.22-1~deb12u2'],
      evidence: [{ advisory: 'DEBIAN-CVE-2026-3' }, { advisory: 'DSA-1-1' }],
    });
  });

  it('has the last word: never affected silences every other record', () => {
    expect(namesOf(debian('3.0.20-1~deb12u2'))).not.toContain('CVE-2026-4');
  });

  it('rates its own packages', () => {
    expect(matchSubject(debian('3.0.22-1~deb12u2'), store).links).toMatchObject([
      { vulnerability: 'CVE-2026-5', severity: 'negligible', fixState: 'none' },
    ]);
  });

  it('says why there is no fix', () => {
    expect(matchSubject(subject('Wolfi', 'podman', '5.0-r0'), store).links).toMatchObject([
      { vulnerability: 'CVE-2026-7', fixState: 'wont_fix' },
    ]);
    expect(namesOf(subject('Chainguard', 'podman', '5.0-r0'))).toEqual(['CVE-2026-7']);
  });

  it.each`
    version                  | names
    ${'4.4-1ubuntu1'}        | ${['CVE-2026-6']}
    ${'4.4-1ubuntu1+esm1'}   | ${[]}
    ${'4.4-1ubuntu0.5+esm1'} | ${['CVE-2026-6']}
  `('with a paid support judges $version by the support it comes from', ({ version, names }) => {
    expect(namesOf(subject('Ubuntu', 'bash', version, { release: '18.04', arch: 'source' }))).toEqual(names);
  });

  it.each`
    version                          | module         | names
    ${'1:18.1-1.module_el9.2.0+1+a'} | ${'nodejs:18'} | ${['CVE-2026-8']}
    ${'1:16.1-1.module_el9.2.0+1+a'} | ${'nodejs:16'} | ${[]}
    ${'1:16.1-1.el9'}                | ${''}          | ${['CVE-2026-9']}
  `('with modules judges $version of "$module" by its stream', ({ version, module, names }) => {
    expect(namesOf(subject('AlmaLinux', 'nodejs', version, { release: '9', module }))).toEqual(names);
  });
});

describe('a version that cannot be read', () => {
  it('is neither affected nor clean', () => {
    expect(matchSubject(subject('npm', 'left', 'latest'), store)).toMatchObject({
      links: [],
      problems: [{ code: 'INVALID_VERSION', message: expect.stringContaining('npm left "latest"') as string }],
    });
  });

  it('does not matter where nothing is known of the package', () => {
    expect(matchSubject(subject('npm', 'other', 'latest'), store)).toEqual({ links: [], problems: [] });
  });
});
