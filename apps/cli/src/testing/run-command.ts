import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestRecord, writeMirror } from '@plimsoll/advisories/testing';
import { buildImage, type BuiltImage, buildIndex, type BuiltManifest, writeOciLayout } from '@plimsoll/testkit';
import { run } from '../program.ts';

const DEBIAN = 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n';

function dpkgStatus(name: string, source: string, version: string): string {
  return `Package: ${name}\nStatus: install ok installed\nMaintainer: Debian <x@lists.debian.org>\nArchitecture: amd64\nSource: ${source}\nVersion: ${version}\n\n`;
}

/** Debian with libssl3, and an application with one npm package above it. */
export const shopWeb: BuiltImage = buildImage({
  layers: [
    { files: { 'etc/os-release': DEBIAN, 'var/lib/dpkg/status': dpkgStatus('libssl3', 'openssl', '3.0.9-1') }, instruction: 'ADD rootfs' },
    {
      files: { 'srv/node_modules/left/package.json': JSON.stringify({ name: 'left', version: '1.0.0', license: 'MIT' }) },
      instruction: 'COPY . /srv',
    },
  ],
});

/** A CVE of OpenSSL (critical, exploited, fixed), one of left (low, not fixed); both in `shopWeb`. */
export const records: readonly TestRecord[] = [
  {
    id: 'DEBIAN-CVE-2026-3',
    upstream: ['CVE-2026-3'],
    summary: 'Out of bounds',
    severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
    affected: [
      {
        package: { ecosystem: 'Debian:12', name: 'openssl' },
        ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '3.0.22-1~deb12u1' }] }],
      },
    ],
  },
  {
    id: 'GHSA-1',
    aliases: ['CVE-2026-1'],
    database_specific: { severity: 'LOW' },
    affected: [{ package: { ecosystem: 'npm', name: 'left' }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }] }] }],
  },
];

/** A folder with a layout (`images`), a mirror (`mirror`), and the environment that keeps all else below it. */
export interface CommandWorld {
  readonly dir: string;
  readonly images: string;
  readonly mirror: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Runs the command line in it. */
  run(...args: string[]): Promise<Outcome>;
  close(): Promise<void>;
}

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param images reference name -> image; default `shop-web.1.4.0` alone */
export async function commandWorld(
  images: Readonly<Record<string, BuiltImage | BuiltManifest>> = { 'shop-web.1.4.0': shopWeb },
): Promise<CommandWorld> {
  const dir = await mkdtemp(join(tmpdir(), 'plimsoll-cli-'));
  const layout = join(dir, 'images');
  const mirror = join(dir, 'mirror');
  writeOciLayout(layout, images);
  await writeMirror(mirror, records);
  const environment = { PLIMSOLL_CACHE_DIR: join(dir, 'cache'), PLIMSOLL_MIRROR: mirror };
  return {
    dir,
    images: layout,
    mirror,
    environment,
    run: (...args) => runCommand(args, environment),
    close: () => rm(dir, { recursive: true }),
  };
}

/** Runs the command line, and keeps what it says. `columns` makes its outputs a terminal. */
export async function runCommand(
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  { columns }: { columns?: number } = {},
): Promise<Outcome> {
  const said = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => void (said[name] += text),
    ...(columns === undefined ? {} : { isTTY: true, columns }),
  });
  const status = await run(args, environment, { stdout: output('stdout'), stderr: output('stderr') });
  return { status, ...said };
}

/** `shop-web.1.4.0` for two platforms; the other one has a newer npm package. */
export function twoPlatforms(): BuiltManifest {
  const arm = buildImage({
    layers: [{ files: { 'srv/node_modules/left/package.json': JSON.stringify({ name: 'left', version: '2.0.0' }) } }],
    platform: 'linux/arm64',
  });
  return buildIndex({ manifests: [{ image: shopWeb }, { image: arm }] });
}
