import type { Inventory, InventorySet, Member, Subject } from '@plimsoll/model';
import { chooseVersion, comparatorOf } from './choose-version.ts';
import { oneLine } from './dockerfile.ts';
import { isSystemPackage, subjectText } from './edit-sets.ts';
import type { Match, Matched } from './finding-keys.ts';
import type { Edit } from './managers/manager.ts';
import { quoteForShell } from './managers/shell.ts';
import type { NewVersion } from './simulate.ts';

/** One line that upgrades system packages in place. */
export interface OsUpgrade {
  readonly edit: Edit;
  /** Number of installed packages that it names. */
  readonly packages: number;
  readonly newVersionOf: NewVersion;
  /** Sentences about what is not known of it. */
  readonly limits: readonly string[];
}

/** How a distribution's package manager is told versions, by the package that brings it. In the order of preference. */
const TOOLS: readonly { readonly package: string; line(packages: readonly Upgrade[]): string }[] = [
  {
    package: 'apt',
    line: (packages) => `apt-get update && apt-get install -y --only-upgrade ${words(packages, '=')} && rm -rf /var/lib/apt/lists/*`,
  },
  { package: 'apk-tools', line: (packages) => `apk add --no-cache --upgrade ${words(packages, '=')}` },
  { package: 'dnf', line: (packages) => `dnf upgrade -y ${words(packages, '-')} && dnf clean all` },
  { package: 'microdnf', line: (packages) => `microdnf upgrade -y ${words(packages, '-')} && microdnf clean all` },
  { package: 'yum', line: (packages) => `yum update -y ${words(packages, '-')} && yum clean all` },
  { package: 'tdnf', line: (packages) => `tdnf install -y ${words(packages, '-')} && tdnf clean all` },
  { package: 'zypper', line: (packages) => `zypper --non-interactive install ${words(packages, '=')} && zypper clean --all` },
];

interface Upgrade {
  readonly name: string;
  readonly subject: Subject;
  /** Of the subject. */
  readonly to: string;
  /** Undefined if the version of the binary package does not follow from that of its source. */
  readonly version: string | undefined;
}

/**
 * The line that moves every system package with a fix to its smallest fixed version. Undefined if none has one, or if the image has no
 * package manager: then only another base helps.
 *
 * @param baseLayerCount packages of these layers are there behind FROM; those of later ones only behind what installs them
 */
export function chooseOsUpgrade(
  inventory: Inventory,
  { findings }: Pick<Matched, 'findings'>,
  match: Match,
  baseLayerCount: number,
): OsUpgrade | undefined {
  const installed = new Set(inventory.sets.flatMap(({ set }) => set.members.filter(isSystemPackage).map((member) => member.package.name)));
  const tool = TOOLS.find((candidate) => installed.has(candidate.package));
  if (tool === undefined) return undefined;
  const fixable = new Set(findings.filter(({ link }) => link.fixedVersions.length > 0).map(({ link }) => subjectText(link.subject)));
  const targets = targetsOf(inventory, fixable, match);
  const upgrades = new Map<string, Upgrade>();
  let highest = -1;
  for (const { set, layer } of inventory.sets) {
    for (const member of set.members) {
      const { subject } = member;
      const to = subject === undefined ? undefined : targets.get(subjectText(subject));
      if (subject === undefined || to === undefined || !isSystemPackage(member)) continue;
      const { name } = member.package;
      highest = Math.max(highest, layer);
      upgrades.set(name, { name, subject, to, version: binaryVersion(member, to) });
    }
  }
  if (upgrades.size === 0) return undefined;
  const packages = [...upgrades.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const line = tool.line(packages);
  const open = packages.filter(({ version }) => version === undefined).map(({ name }) => name);
  const behind = highest < baseLayerCount ? '' : oneLine(inventory.layers[highest]?.instruction ?? '');
  return {
    edit: {
      kind: 'os-packages',
      file: 'Dockerfile',
      before: '',
      after: `RUN ${line}`,
      ...(behind === '' ? {} : { behind }),
      command: line,
    },
    packages: packages.length,
    newVersionOf: (member) => {
      if (member.subject === undefined || !isSystemPackage(member)) return undefined;
      const to = targets.get(subjectText(member.subject)) ?? raisedTo(member.subject, upgrades.get(member.package.name));
      return to === undefined ? undefined : { subject: to, package: binaryVersion(member, to) ?? member.package.version };
    },
    limits: [
      'The line asks for exact versions: it fails once the distribution has replaced them by newer ones. It needs root where it stands.',
      ...(open.length === 0 ? [] : [`The versions of ${open.join(', ')} do not follow from their source package: the newest are taken.`]),
    ],
  };
}

/** The line moves what it names from any older version of the same release: where another base brings one. Undefined if it does not. */
function raisedTo({ ecosystem, release, name, version }: Subject, upgrade: Upgrade | undefined): string | undefined {
  if (upgrade?.subject.name !== name || upgrade.subject.ecosystem !== ecosystem || upgrade.subject.release !== release) return undefined;
  return (comparatorOf(ecosystem)?.(version, upgrade.to) ?? 0) < 0 ? upgrade.to : undefined;
}

function targetsOf({ sets }: Inventory, fixable: ReadonlySet<string>, match: Match): ReadonlyMap<string, string> {
  const targets = new Map<string, string>();
  const asked = new Set<string>();
  const ask = (member: Member, entry: InventorySet): void => {
    const key = member.subject === undefined ? '' : subjectText(member.subject);
    if (!isSystemPackage(member) || !fixable.has(key) || asked.has(key)) return;
    asked.add(key);
    const { best } = chooseVersion(member, entry, match);
    if (best !== undefined) targets.set(key, best);
  };
  for (const entry of sets) for (const member of entry.set.members) ask(member, entry);
  return targets;
}

/** A binary package mostly has the version of its source; a rebuild of it (`+b1`) is undone by the next source version. */
function binaryVersion({ package: pkg, subject }: Member, to: string): string | undefined {
  const source = subject?.arch === 'source' ? subject.version : pkg.version;
  return pkg.version.replace(/\+b\d+$/, '') === source ? to : undefined;
}

function words(packages: readonly Upgrade[], separator: '=' | '-'): string {
  return packages.map(({ name, version }) => quoteForShell(version === undefined ? name : `${name}${separator}${version}`)).join(' ');
}
