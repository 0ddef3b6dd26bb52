import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AdvisoryStore } from '@plimsoll/advisories';
import { storeOf } from '@plimsoll/advisories/testing';
import type { Inventory, Member, Package, SetFacts, Subject } from '@plimsoll/model';
import { buildImage } from '@plimsoll/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { matchInventory } from './match-inventory.ts';
import { toPackageSet } from './package-sets.ts';
import { readImage } from './read-image.ts';
import { sourceOf } from './testing/built-source.ts';

let dir: string;
let store: AdvisoryStore;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'plimsoll-engine-'));
  const fixedIn = (ecosystem: string, name: string, fixed: string, fields: object = {}) => ({
    package: { ecosystem, name },
    ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] }],
    ...fields,
  });
  store = await storeOf(dir, [
    { id: 'DEBIAN-CVE-2026-3', upstream: ['CVE-2026-3'], affected: [fixedIn('Debian:12', 'openssl', '3.0.22-1~deb12u1')] },
    { id: 'GHSA-1', aliases: ['CVE-2026-1'], affected: [fixedIn('npm', 'left', '2.0.0')] },
    { id: 'GHSA-2', aliases: ['CVE-2026-2'], affected: [fixedIn('npm', 'left', 'soon')] },
    {
      id: 'GO-2026-1',
      affected: [
        fixedIn('Go', 'golang.org/x/crypto', '0.17.0', {
          ecosystem_specific: { imports: [{ path: 'golang.org/x/crypto/ssh', symbols: ['Dial'] }] },
        }),
      ],
    },
  ]);
});

afterAll(async () => {
  await store.close();
  await rm(dir, { recursive: true });
});

const openssl: Package = { type: 'deb', name: 'openssl', version: '3.0.9-1', arch: 'amd64', licenses: [] };
const left: Package = { type: 'npm', name: 'left', version: '1.0.0', licenses: [] };
const crypto: Package = { type: 'golang', name: 'golang.org/x/crypto', version: 'v0.5.0', licenses: [] };

const SOURCE: Subject = { ecosystem: 'Debian', release: '12', name: 'openssl', version: '3.0.9-1', arch: 'source', module: '' };

function languageSubject(ecosystem: string, { name, version }: Package): Subject {
  return { ecosystem, release: '', name, version, arch: '', module: '' };
}

/** An inventory with one set for each list of members, each in a layer of its own. */
function inventoryOf(sets: readonly { analyzer: string; path: string; members: readonly Member[]; facts?: SetFacts }[]): Inventory {
  return {
    layers: [],
    sets: sets.map(({ analyzer, path, members, facts }, layer) => ({ set: toPackageSet(analyzer, members, facts), path, layer })),
    coverage: 'complete',
    problems: [],
    fingerprint: '',
  };
}

it('finds a source package once, with every binary of every layer', () => {
  const status = { analyzer: 'os/dpkg@1', path: 'var/lib/dpkg/status' };
  const libssl3 = { package: { ...openssl, name: 'libssl3' }, subject: SOURCE, path: status.path };
  const inventory = inventoryOf([
    { ...status, members: [libssl3] },
    { ...status, members: [{ package: openssl, subject: SOURCE, path: status.path, inherited: true }] },
  ]);

  const debian = { id: 'debian', versionId: '12', name: 'Debian GNU/Linux 12 (bookworm)', idLike: [] };

  const { findings, problems } = matchInventory({ ...inventory, os: debian }, store);

  expect(findings.map(({ link, set, members }) => [link.vulnerability, set.layer, members.map((member) => member.package.name)])).toEqual([
    ['CVE-2026-3', 0, ['libssl3', 'openssl']],
  ]);
  expect(problems).toEqual([]);
});

it('finds the same package in two databases twice, and says once what could not be compared', () => {
  const member = { package: left, subject: languageSubject('npm', left), path: 'a' };
  const inventory = inventoryOf([
    { analyzer: 'lang/npm@1', path: 'a', members: [member] },
    { analyzer: 'lang/npm@1', path: 'b', members: [{ ...member, path: 'b' }] },
  ]);

  const { findings, problems } = matchInventory(inventory, store);

  expect(findings.map(({ link, set, members }) => [link.vulnerability, set.path, members.map(({ path }) => path)])).toEqual([
    ['CVE-2026-1', 'a', ['a']],
    ['CVE-2026-1', 'b', ['b']],
  ]);
  expect(problems).toHaveLength(1);
});

it.each([
  ['is not linked', { main: ['main'] }, [], ['GO-2026-1']],
  ['is linked', { 'golang.org/x/crypto/ssh': ['Dial'] }, ['GO-2026-1'], []],
])('asks the symbols of a Go binary: the function %s', (_, symbols, open, denied) => {
  const inventory = inventoryOf([
    {
      analyzer: 'lang/go@1',
      path: 'app',
      members: [{ package: crypto, subject: languageSubject('Go', crypto), path: 'app' }],
      facts: { kind: 'go-symbols', symbols },
    },
  ]);

  const { findings, notAffected } = matchInventory(inventory, store);

  expect(findings.map(({ link }) => link.vulnerability)).toEqual(open);
  expect(notAffected.map(({ link }) => link.vulnerability)).toEqual(denied);
});

it('does not match what has no subject', () => {
  const inventory = inventoryOf([{ analyzer: 'lang/npm@1', path: 'a', members: [{ package: left, path: 'a', owner: 'node-left' }] }]);

  expect(matchInventory(inventory, store)).toEqual({ findings: [], notAffected: [], problems: [] });
});

it('matches what was read from an image', async () => {
  const image = buildImage({
    layers: [{ files: { 'srv/node_modules/left/package.json': JSON.stringify({ name: 'left', version: '1.0.0' }) } }],
  });

  const { inventory } = await readImage(sourceOf(image));

  expect(matchInventory(inventory, store).findings.map(({ link }) => link.vulnerability)).toEqual(['CVE-2026-1']);
});
