import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestRecord, writeMirror } from '@plimsoll/advisories/testing';
import { buildImage, type BuiltImage, writeOciLayout } from '@plimsoll/testkit';
import { type Outcome, runCommand } from './run-command.ts';

const OS_RELEASE = 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n';
const CREATED = new Date(Date.now() - 3 * 86_400_000).toISOString();

function status(packages: readonly (readonly [name: string, source: string, version: string])[]): string {
  return packages
    .map(
      ([name, source, version]) =>
        `Package: ${name}\nStatus: install ok installed\nMaintainer: Debian <x@lists.debian.org>\nArchitecture: amd64\nSource: ${source}\nVersion: ${version}\n`,
    )
    .join('\n');
}

function debian(openssl: string): BuiltImage {
  const packages = [['apt', 'apt', '2.6.1'] as const, ['libssl3', 'openssl', openssl] as const];
  return buildImage({
    layers: [
      {
        files: { 'etc/os-release': OS_RELEASE, 'var/lib/dpkg/status': status(packages) },
        instruction: '/bin/sh -c #(nop) ADD file:rootfs.tar in / ',
      },
    ],
    created: CREATED,
  });
}

function nginx(base: BuiltImage, openssl: string, zlib: string): BuiltImage {
  const packages = [
    ['apt', 'apt', '2.6.1'] as const,
    ['libssl3', 'openssl', openssl] as const,
    ['openssl', 'openssl', openssl] as const,
    ['zlib1g', 'zlib', zlib] as const,
  ];
  return buildImage({
    base,
    layers: [{ files: { 'var/lib/dpkg/status': status(packages) }, instruction: 'RUN /bin/sh -c apt-get install -y nginx # buildkit' }],
    created: CREATED,
  });
}

function web(base: BuiltImage, left: string): BuiltImage {
  return buildImage({
    base,
    layers: [
      {
        files: {
          'srv/app/package.json': JSON.stringify({ name: 'web', dependencies: { left } }),
          'srv/app/package-lock.json': JSON.stringify({
            lockfileVersion: 3,
            packages: { '': {}, 'node_modules/left': { dependencies: { ms: '^2.0.0' } } },
          }),
          'srv/app/node_modules/left/package.json': JSON.stringify({ name: 'left', version: left, license: 'MIT' }),
          'srv/app/node_modules/ms/package.json': JSON.stringify({ name: 'ms', version: '2.0.0', license: 'MIT' }),
        },
        instruction: 'COPY . /srv/app # buildkit',
      },
    ],
    emptyInstructions: ['USER 1000'],
    created: CREATED,
  });
}

const oldDebian = debian('3.0.9-1');
const newDebian = debian('3.0.22-1');
const oldNginx = nginx(oldDebian, '3.0.9-1', '1.2.13-1');
const newNginx = nginx(newDebian, '3.0.22-1', '1.2.13-1');

/** A private base, what is built on it, and what that could be built on: two dates of each. */
export const shopImages: Readonly<Record<string, BuiltImage>> = {
  'platform-debian.12-20260711': oldDebian,
  'platform-debian.12-20261120': newDebian,
  'platform-nginx.1-20260711': oldNginx,
  'platform-nginx.1-20261120': newNginx,
  'shop-web.1.5.0': web(oldNginx, '1.0.0'),
  'shop-web.1.6.0': web(newNginx, '1.0.0'),
  /** A lock file that is none. */
  'damaged.1': buildImage({
    layers: [{ files: { 'srv/package-lock.json': '[', 'srv/x/package-lock.json': '{"lockfileVersion":3,"packages":{}}' } }],
  }),
};

const records: readonly TestRecord[] = [
  debianRecord('CVE-2026-3', 'openssl', '3.0.22-1'),
  debianRecord('CVE-2026-4', 'zlib'),
  npmRecord('GHSA-1', 'CVE-2026-1', 'left', '1.2.0'),
  npmRecord('GHSA-2', 'CVE-2026-2', 'ms', '2.1.0'),
];

function debianRecord(id: string, name: string, fixed?: string): TestRecord {
  const events = [{ introduced: '0' }, ...(fixed === undefined ? [] : [{ fixed }])];
  return {
    id: `DEBIAN-${id}`,
    upstream: [id],
    affected: [{ package: { ecosystem: 'Debian:12', name }, ranges: [{ type: 'ECOSYSTEM', events }] }],
  };
}

function npmRecord(id: string, alias: string, name: string, fixed: string): TestRecord {
  const ranges = [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed }] }];
  return { id, aliases: [alias], database_specific: { severity: 'HIGH' }, affected: [{ package: { ecosystem: 'npm', name }, ranges }] };
}

export interface Shop {
  readonly dir: string;
  /** `oci:DIR` */
  readonly images: string;
  run(...args: string[]): Promise<Outcome>;
  close(): Promise<void>;
}

/** The images in a layout, and a store with one flaw each of openssl (fixed), zlib (not fixed), left and ms (fixed). */
export async function openShop(): Promise<Shop> {
  const dir = await mkdtemp(join(tmpdir(), 'plimsoll-shop-'));
  writeOciLayout(join(dir, 'images'), shopImages);
  await writeMirror(join(dir, 'mirror'), records);
  const environment = { PLIMSOLL_CACHE_DIR: join(dir, 'cache'), PLIMSOLL_MIRROR: join(dir, 'mirror') };
  await runCommand(['db', 'update', '-q'], environment);
  return {
    dir,
    images: `oci:${join(dir, 'images')}`,
    run: (...args) => runCommand(args, environment),
    close: () => rm(dir, { recursive: true }),
  };
}
