import type { Files } from './sample-image.ts';

/**
 * Name, version, and the source package where it is another: `['libc6', '2.36-9', 'glibc']`, with its version where that differs too:
 * `['bash', '5.2.15-2+b7', 'bash (5.2.15-2)']`.
 */
export type DebianPackage = readonly [name: string, version: string, source?: string];

/** Independent of the processor: `Architecture: all`. */
const FOR_ALL = new Set(['adduser', 'base-passwd', 'ca-certificates', 'debconf', 'debian-archive-keyring', 'tzdata']);

/**
 * What a layer holds after `apt-get`: the database of everything installed, and the file lists of what this layer added.
 *
 * @param added default: everything, as in a base
 */
export function dpkgDatabase(installed: readonly DebianPackage[], added: readonly DebianPackage[] = installed): Files {
  const sorted = installed.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    'var/lib/dpkg/status': sorted.map(stanza).join('\n'),
    ...Object.fromEntries(added.flatMap(([name]) => filesOf(name))),
  };
}

/** The packages with some replaced by name, as an upgrade or an installation leaves them. */
export function withPackages(before: readonly DebianPackage[], changed: readonly DebianPackage[]): readonly DebianPackage[] {
  const names = new Set(changed.map(([name]) => name));
  return [...before.filter(([name]) => !names.has(name)), ...changed];
}

function stanza([name, version, source]: DebianPackage): string {
  const lines = [
    `Package: ${name}`,
    'Status: install ok installed',
    'Priority: optional',
    'Maintainer: Debian Developers <maintainers@lists.debian.org>',
    `Architecture: ${FOR_ALL.has(name) ? 'all' : 'amd64'}`,
    ...(source === undefined ? [] : [`Source: ${source}`]),
    `Version: ${version}`,
    `Description: ${name} of the sample image`,
  ];
  return `${lines.join('\n')}\n`;
}

function filesOf(name: string): [path: string, text: string][] {
  const copyright = `usr/share/doc/${name}/copyright`;
  const owned = ['/.', '/usr', '/usr/share', '/usr/share/doc', `/usr/share/doc/${name}`, `/${copyright}`];
  return [
    [`var/lib/dpkg/info/${name}.list`, `${owned.join('\n')}\n`],
    [copyright, `This file stands for what the package ${name} installs.\n`],
  ];
}
