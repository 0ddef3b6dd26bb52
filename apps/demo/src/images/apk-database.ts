import type { Files } from './sample-image.ts';

/** Name, version, and the origin where it is another: `['libcrypto3', '3.1.4-r5', 'openssl']`. */
export type AlpinePackage = readonly [name: string, version: string, origin?: string];

/** What a layer holds after `apk add`: the whole database anew, and a file of each package that this layer added (default: of all). */
export function apkDatabase(
  installed: readonly AlpinePackage[],
  added: readonly AlpinePackage[] = installed,
  arch: 'x86_64' | 'aarch64' = 'x86_64',
): Files {
  return {
    'lib/apk/db/installed': installed.map((pkg) => record(pkg, arch)).join('\n'),
    ...Object.fromEntries(added.map(([name]) => [`usr/share/apk/${name}`, `This file stands for what the package ${name} installs.\n`])),
  };
}

function record([name, version, origin = name]: AlpinePackage, arch: string): string {
  const lines = [
    `P:${name}`,
    `V:${version}`,
    `A:${arch}`,
    `T:${name} of the sample image`,
    'L:MIT',
    `o:${origin}`,
    'F:usr/share/apk',
    `R:${name}`,
  ];
  return `${lines.join('\n')}\n`;
}
