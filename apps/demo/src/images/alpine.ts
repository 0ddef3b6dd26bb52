import { buildImage, type BuiltImage } from '@plimsoll/testkit';
import { apkDatabase, type AlpinePackage } from './apk-database.ts';

/** An Alpine base, and what is installed in it. */
export interface AlpineBase {
  readonly image: BuiltImage;
  readonly packages: readonly AlpinePackage[];
}

const RELEASE_3_19: readonly AlpinePackage[] = [
  ['alpine-baselayout', '3.4.3-r2'],
  ['alpine-baselayout-data', '3.4.3-r2', 'alpine-baselayout'],
  ['alpine-keys', '2.4-r1'],
  ['apk-tools', '2.14.4-r0'],
  ['busybox', '1.36.1-r15'],
  ['busybox-binsh', '1.36.1-r15', 'busybox'],
  ['ca-certificates-bundle', '20230506-r0', 'ca-certificates'],
  ['libc-utils', '0.7.2-r5', 'libc-dev'],
  ['libcrypto3', '3.1.4-r5', 'openssl'],
  ['libssl3', '3.1.4-r5', 'openssl'],
  ['musl', '1.2.4_git20230717-r4'],
  ['musl-utils', '1.2.4_git20230717-r4', 'musl'],
  ['scanelf', '1.3.7-r2', 'pax-utils'],
  ['ssl_client', '1.36.1-r15', 'busybox'],
  ['zlib', '1.3.1-r0'],
];

const RELEASE_3_20: readonly AlpinePackage[] = [
  ['alpine-baselayout', '3.6.5-r0'],
  ['alpine-baselayout-data', '3.6.5-r0', 'alpine-baselayout'],
  ['alpine-keys', '2.4-r1'],
  ['apk-tools', '2.14.4-r1'],
  ['busybox', '1.36.1-r31'],
  ['busybox-binsh', '1.36.1-r31', 'busybox'],
  ['ca-certificates-bundle', '20250911-r0', 'ca-certificates'],
  ['libcrypto3', '3.3.4-r0', 'openssl'],
  ['libssl3', '3.3.4-r0', 'openssl'],
  ['musl', '1.2.5-r1'],
  ['musl-utils', '1.2.5-r1', 'musl'],
  ['scanelf', '1.3.7-r2', 'pax-utils'],
  ['ssl_client', '1.36.1-r31', 'busybox'],
  ['zlib', '1.3.1-r1'],
];

export const outdatedAlpine: AlpineBase = alpineBase('3.19', '3.19.1', '2024-01-27T00:00:00Z', RELEASE_3_19);
export const currentAlpine: AlpineBase = alpineBase('3.20', '3.20.8', '2026-06-12T00:00:00Z', RELEASE_3_20);
/** The same release for another processor. */
export const currentAlpineArm64: AlpineBase = alpineBase('3.20', '3.20.8', '2026-06-12T00:00:00Z', RELEASE_3_20, 'linux/arm64');

function alpineBase(
  branch: string,
  version: string,
  created: string,
  packages: readonly AlpinePackage[],
  platform: 'linux/amd64' | 'linux/arm64' = 'linux/amd64',
): AlpineBase {
  const release = ['NAME="Alpine Linux"', 'ID=alpine', `VERSION_ID=${version}`, `PRETTY_NAME="Alpine Linux v${branch}"`];
  const image = buildImage({
    created,
    platform,
    layers: [
      {
        instruction: `ADD alpine-minirootfs-${version}.tar.gz / # buildkit`,
        files: {
          'etc/alpine-release': `${version}\n`,
          'etc/os-release': `${release.join('\n')}\n`,
          ...apkDatabase(packages, packages, platform === 'linux/arm64' ? 'aarch64' : 'x86_64'),
        },
      },
    ],
    config: { Cmd: ['/bin/sh'], Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'] },
  });
  return { image, packages };
}
