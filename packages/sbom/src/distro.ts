import type { OperatingSystem } from '@plimsoll/model';

/** os-release IDs of purl namespaces that are spelled otherwise. */
const IDS = new Map(Object.entries({ oracle: 'ol', redhat: 'rhel', amazon: 'amzn', 'opensuse.leap': 'opensuse-leap' }));

/** Some tools name a release by its codename alone. */
const CODENAMES = new Map(
  Object.entries({
    buster: '10',
    bullseye: '11',
    bookworm: '12',
    trixie: '13',
    forky: '14',
    bionic: '18.04',
    focal: '20.04',
    jammy: '22.04',
    noble: '24.04',
  }),
);

/**
 * The distribution that a purl's namespace and `distro` qualifier name (`debian-12`, `rhel-9.4`, `bookworm`, `3.20`); undefined if it
 * names none. Of Debian only the major version counts: its advisories know no point releases.
 */
export function distroOf(namespace: string, distro: string): OperatingSystem | undefined {
  const [name, version] = split(distro);
  const id = IDS.get(name) ?? (name || (IDS.get(namespace) ?? namespace));
  if (id === '') return undefined;
  const versionId = CODENAMES.get(version) ?? (id === 'debian' ? (version.split('.')[0] ?? '') : version);
  return { id, idLike: [], versionId, name: `${id} ${versionId}`.trim() };
}

/** `['debian', '12']` of `debian-12`, `['', '3.20']` of `3.20`, `['', 'bookworm']` of `bookworm`, `['wolfi', '']` of `wolfi`. */
function split(distro: string): [name: string, version: string] {
  if (/^\d/.test(distro) || CODENAMES.has(distro)) return ['', distro];
  const dash = distro.lastIndexOf('-');
  const version = dash === -1 ? '' : distro.slice(dash + 1);
  return /^\d/.test(version) || CODENAMES.has(version) ? [distro.slice(0, dash), version] : [distro, ''];
}
