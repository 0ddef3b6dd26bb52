import { buildImage, type BuiltImage } from '@plimsoll/testkit';
import { type DebianPackage, dpkgDatabase, withPackages } from './dpkg-database.ts';

/** A Debian base, and what is installed in it. */
export interface DebianBase {
  readonly image: BuiltImage;
  readonly packages: readonly DebianPackage[];
}

/** As in February 2025. */
const FEBRUARY_2025: readonly DebianPackage[] = [
  ['adduser', '3.134'],
  ['apt', '2.6.1'],
  ['base-files', '12.4+deb12u9'],
  ['base-passwd', '3.6.1'],
  ['bash', '5.2.15-2+b7', 'bash (5.2.15-2)'],
  ['bsdutils', '1:2.38.1-5+deb12u3', 'util-linux (2.38.1-5+deb12u3)'],
  ['coreutils', '9.1-1'],
  ['dash', '0.5.12-2'],
  ['debconf', '1.5.82'],
  ['debian-archive-keyring', '2023.3+deb12u1'],
  ['debianutils', '5.7-0.5~deb12u1'],
  ['diffutils', '1:3.8-4'],
  ['dpkg', '1.21.22'],
  ['findutils', '4.9.0-4'],
  ['gcc-12-base', '12.2.0-14', 'gcc-12'],
  ['gpgv', '2.2.40-1.1', 'gnupg2'],
  ['grep', '3.8-5'],
  ['gzip', '1.12-1'],
  ['libapt-pkg6.0', '2.6.1', 'apt'],
  ['libc-bin', '2.36-9+deb12u9', 'glibc'],
  ['libc6', '2.36-9+deb12u9', 'glibc'],
  ['libgcrypt20', '1.10.1-3'],
  ['libgnutls30', '3.7.9-2+deb12u3', 'gnutls28'],
  ['liblzma5', '5.4.1-0.2', 'xz-utils'],
  ['libpam-modules', '1.5.2-6+deb12u1', 'pam'],
  ['libpam0g', '1.5.2-6+deb12u1', 'pam'],
  ['libstdc++6', '12.2.0-14', 'gcc-12'],
  ['libsystemd0', '252.33-1~deb12u1', 'systemd'],
  ['libtasn1-6', '4.19.0-2'],
  ['libtinfo6', '6.4-4', 'ncurses'],
  ['libudev1', '252.33-1~deb12u1', 'systemd'],
  ['libzstd1', '1.5.4+dfsg2-5', 'libzstd'],
  ['login', '1:4.13+dfsg1-1+b1', 'shadow (1:4.13+dfsg1-1)'],
  ['ncurses-base', '6.4-4', 'ncurses'],
  ['passwd', '1:4.13+dfsg1-1+b1', 'shadow (1:4.13+dfsg1-1)'],
  ['perl-base', '5.36.0-7+deb12u1', 'perl'],
  ['sed', '4.9-1'],
  ['tar', '1.34+dfsg-1.2+deb12u1'],
  ['tzdata', '2025a-0+deb12u1'],
  ['util-linux', '2.38.1-5+deb12u3'],
  ['zlib1g', '1:1.2.13.dfsg-1', 'zlib'],
];

const NOVEMBER_2026: readonly DebianPackage[] = withPackages(FEBRUARY_2025, [
  ['base-files', '12.4+deb12u13'],
  ['debian-archive-keyring', '2023.3+deb12u2'],
  ['gcc-12-base', '12.2.0-14+deb12u1', 'gcc-12'],
  ['libc-bin', '2.36-9+deb12u13', 'glibc'],
  ['libc6', '2.36-9+deb12u13', 'glibc'],
  ['libgnutls30', '3.7.9-2+deb12u5', 'gnutls28'],
  ['liblzma5', '5.4.1-1', 'xz-utils'],
  ['libpam-modules', '1.5.2-6+deb12u2', 'pam'],
  ['libpam0g', '1.5.2-6+deb12u2', 'pam'],
  ['libstdc++6', '12.2.0-14+deb12u1', 'gcc-12'],
  ['libsystemd0', '252.39-1~deb12u1', 'systemd'],
  ['libtasn1-6', '4.19.0-2+deb12u1'],
  ['libudev1', '252.39-1~deb12u1', 'systemd'],
  ['perl-base', '5.36.0-7+deb12u4', 'perl'],
  ['tzdata', '2026b-0+deb12u1'],
]);

/** The build that most teams still use. */
export const outdatedDebian: DebianBase = debianBase('2025-02-03T00:00:00Z', '12.9', FEBRUARY_2025);
/** What they should use. */
export const currentDebian: DebianBase = debianBase('2026-11-20T00:00:00Z', '12.13', NOVEMBER_2026);

function debianBase(created: string, version: string, packages: readonly DebianPackage[]): DebianBase {
  const release = [
    'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"',
    'NAME="Debian GNU/Linux"',
    'VERSION_ID="12"',
    'VERSION="12 (bookworm)"',
    'VERSION_CODENAME=bookworm',
    'ID=debian',
  ];
  const image = buildImage({
    created,
    layers: [
      {
        instruction: `# debian.sh --arch 'amd64' out/ 'bookworm' '@${Date.parse(created) / 1000}'`,
        files: {
          'etc/debian_version': `${version}\n`,
          'etc/os-release': { symlink: '../usr/lib/os-release' },
          'usr/lib/os-release': `${release.join('\n')}\n`,
          ...dpkgDatabase(packages),
        },
      },
    ],
    config: { Cmd: ['bash'], Env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'] },
  });
  return { image, packages };
}
