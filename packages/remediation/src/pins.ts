import type { Inventory, InventorySet, Link, Member } from '@plimsoll/model';
import { type Application, applicationOf } from './application.ts';
import { chooseVersion, comparatorOf, linksOf } from './choose-version.ts';
import { isSystemPackage, subjectText } from './edit-sets.ts';
import type { Match, Matched } from './finding-keys.ts';
import type { Edit, ManifestFile, Pin } from './managers/manager.ts';
import { type NewVersion, withVersion } from './simulate.ts';
import { lineOf } from './version-line.ts';

/** `best`: the version with the fewest findings, whatever it breaks; `same-line`: only versions that promise to break nothing. */
export type PinMode = 'best' | 'same-line';

/** A pin with all that carries it out. */
export interface DependencyPin {
  readonly pin: Pin;
  readonly application: Application;
  /** OSV ecosystem, and where the packages lie: `srv/app/node_modules`. */
  readonly ecosystem: string;
  readonly path: string;
  readonly edits: readonly Edit[];
  /** A version of another line: it may break callers. */
  readonly isMajor: boolean;
  /** Which members it gives another version: of the application's layers, whatever base is below them. */
  readonly newVersionOf: NewVersion;
  /** Risk of the findings that it ends, by itself. */
  readonly risk: number;
}

export interface PinOptions {
  readonly match: Match;
  readonly riskOf: (link: Link) => number;
  readonly manifests: readonly ManifestFile[];
  /** Sets of lower layers belong to the base, and are its to change. */
  readonly baseLayerCount: number;
  readonly mode: PinMode;
}

/** All copies of one name in one database. */
interface Group {
  readonly entry: InventorySet;
  readonly name: string;
  readonly ecosystem: string;
  readonly members: Member[];
}

/** A vulnerable version of a group, and where it should go. */
interface Move {
  readonly member: Member;
  readonly from: string;
  readonly to: string;
}

/** One pin a name and application, or a line of it; the one that ends the most risk first. */
export function choosePins(inventory: Inventory, { findings }: Pick<Matched, 'findings'>, options: PinOptions): DependencyPin[] {
  const vulnerable = new Set(findings.map(({ link }) => subjectText(link.subject)));
  const groups = groupsOf(inventory, options.baseLayerCount);
  const ownLayers = inventory.layers.length - options.baseLayerCount;
  return groups
    .flatMap((group) => pinsOf(group, vulnerable, ownLayers, options))
    .toSorted((a, b) => b.risk - a.risk || (a.pin.name < b.pin.name ? -1 : 1));
}

/** One function for all pins: of several that cover a member the first decides. */
export function allPins(pins: readonly DependencyPin[]): NewVersion {
  return (member, entry, image) => {
    for (const { newVersionOf } of pins) {
      const version = newVersionOf(member, entry, image);
      if (version !== undefined) return version;
    }
    return undefined;
  };
}

function groupsOf({ sets }: Inventory, baseLayerCount: number): Group[] {
  const groups = new Map<string, Group>();
  for (const entry of sets) {
    if (entry.layer < baseLayerCount) continue;
    for (const member of entry.set.members) {
      if (member.subject === undefined || isSystemPackage(member)) continue;
      const { name, ecosystem } = member.subject;
      const key = JSON.stringify([entry.set.analyzer, entry.path, name]);
      const group = groups.get(key) ?? { entry, name, ecosystem, members: [] };
      group.members.push(member);
      groups.set(key, group);
    }
  }
  return [...groups.values()];
}

function pinsOf(group: Group, vulnerable: ReadonlySet<string>, ownLayers: number, options: PinOptions): DependencyPin[] {
  const compare = comparatorOf(group.ecosystem);
  if (compare === undefined) return [];
  const moves = movesOf(group, vulnerable, options).toSorted((a, b) => compare(a.from, b.from) ?? 0);
  const application = moves.length === 0 ? undefined : applicationOf(group.entry, group.ecosystem, options.manifests);
  if (application === undefined) return [];
  const present = [...new Set(group.members.map(({ subject }) => subject!.version))];

  const newest = (versions: readonly string[]): string => versions.reduce((a, b) => ((compare(b, a) ?? 0) > 0 ? b : a));
  const bundles = application.manager.selectsByRange
    ? byRange(moves, compare)
    : [{ moves, to: newest([...moves.map(({ to }) => to), ...present]) }];
  return bundles.map(({ moves: own, to }): DependencyPin => {
    const oldest = own[0]!.from;
    const isOlder = (version: string): boolean =>
      application.manager.selectsByRange && (compare(version, oldest) ?? 0) < 0 && lineOf(version) !== lineOf(oldest);
    const isCovered = (version: string): boolean => (compare(version, to) ?? 0) < 0 && !isOlder(version);
    const pin: Pin = {
      name: group.members[0]!.package.name,
      from: [...new Set(own.map(({ from }) => from))],
      to,
      ...(application.manager.selectsByRange ? { range: present.some(isOlder) ? `>${startOf(lineOf(oldest))} <${to}` : `<${to}` } : {}),
    };
    return {
      pin,
      application,
      ecosystem: group.ecosystem,
      path: group.entry.path,
      edits: application.manager.edits(pin, application.manifest, application.isAskedByOthers(pin.name)),
      isMajor: pin.from.some((version) => lineOf(version) !== lineOf(to)),
      newVersionOf: ({ subject }, entry, image) =>
        subject?.name === group.name &&
        entry.path === group.entry.path &&
        entry.set.analyzer === group.entry.set.analyzer &&
        entry.layer >= image.layers.length - ownLayers &&
        isCovered(subject.version)
          ? { subject: to, package: to }
          : undefined,
      risk: own.reduce((total, move) => total + riskEnded(move, to, group.entry, options), 0),
    };
  });
}

/** Below the first release of a line. Written so because `npm pkg set` takes the first `=` for its own. */
function startOf(line: string): string {
  return `${line}${'.0'.repeat(3 - line.split('.').length)}-0`;
}

function movesOf({ members, entry }: Group, vulnerable: ReadonlySet<string>, { match, mode }: PinOptions): Move[] {
  const versions = new Map(
    members.filter(({ subject }) => vulnerable.has(subjectText(subject!))).map((member) => [member.subject!.version, member]),
  );
  return [...versions].flatMap(([from, member]) => {
    const { best, sameLine } = chooseVersion(member, entry, match);
    const to = mode === 'best' ? best : sameLine;
    return to === undefined ? [] : [{ member, from, to }];
  });
}

/** Moves that would pass each other are one: 0.3.1 and 0.4.2 that both go to 0.7.0, or 1.2 to 3.0 over 2.1 to 2.5. Oldest first. */
function byRange(moves: readonly Move[], compare: (a: string, b: string) => number | undefined): { moves: Move[]; to: string }[] {
  const bundles: { moves: Move[]; to: string }[] = [];
  for (const move of moves) {
    const last = bundles.at(-1);
    if (last === undefined || (compare(move.from, last.to) ?? 0) >= 0) bundles.push({ moves: [move], to: move.to });
    else {
      last.moves.push(move);
      if ((compare(move.to, last.to) ?? 0) > 0) last.to = move.to;
    }
  }
  return bundles;
}

function riskEnded({ member }: Move, to: string, entry: InventorySet, { match, riskOf }: PinOptions): number {
  const risk = (links: readonly Link[]): number => links.reduce((total, link) => total + riskOf(link), 0);
  return risk(linksOf(member, entry, match)) - risk(linksOf(withVersion(member, { subject: to, package: to }), entry, match));
}
