import type { Inventory, InventorySet, Member, Package, Problem, Subject } from '@plimsoll/model';
import { schemes, schemeOf } from '@plimsoll/versions';
import { isSystemPackage, settleInherited, withMembers } from './edit-sets.ts';

/** An inventory as it would be, with what is not known about it. */
export interface Simulation {
  readonly inventory: Inventory;
  /** Sentences about what the simulation cannot know; empty if it knows all. */
  readonly limits: readonly string[];
}

/**
 * The image on another base: the base's layers and their package sets are replaced, the application's stay. Where the application's layers
 * changed a package that the new base has too, the newer version is kept, as a package manager would; what they deleted stays deleted.
 *
 * @param baseLayerCount layers of the image that came from its base
 * @param base inventory of the present base, if it can be read: it tells what the application's layers deleted or upgraded
 */
export function swapBase(image: Inventory, baseLayerCount: number, candidate: Inventory, base?: Inventory): Simulation {
  const shift = candidate.layers.length - baseLayerCount;
  const own = image.sets.filter(({ layer }) => layer >= baseLayerCount);
  const deleted = base === undefined ? new Set<string>() : deletedFrom(base, image);
  const ownFiles = new Set(own.flatMap(({ set }) => set.members.filter((member) => !isSystemPackage(member)).map(({ path }) => path)));
  const ownPackages = systemPackagesOf(own);
  const below = candidate.sets.flatMap((entry) =>
    keep(entry, (member) => {
      if (deleted.has(slotOf(entry, member))) return false;
      if (!isSystemPackage(member)) return !ownFiles.has(member.path);
      const rival = ownPackages.get(slotOf(entry, member));
      return rival === undefined || (order(rival, member) ?? 0) <= 0;
    }),
  );
  const basePackages = systemPackagesOf(below);
  const above = own.flatMap((entry) =>
    keep({ ...entry, layer: entry.layer + shift }, (member) => {
      const rival = isSystemPackage(member) ? basePackages.get(slotOf(entry, member)) : undefined;
      return rival === undefined || (order(member, rival) ?? 1) > 0;
    }),
  );
  const { os = image.os } = candidate;
  const problems = unique([...candidate.problems, ...image.problems.filter(({ code }) => code !== 'NO_PACKAGES_FOUND')]);
  const inventory: Inventory = {
    ...image,
    ...(os === undefined ? {} : { os }),
    layers: [...candidate.layers, ...image.layers.slice(baseLayerCount)],
    sets: settleInherited([...below, ...above]),
    coverage: candidate.coverage === 'complete' ? image.coverage : candidate.coverage,
    problems,
  };
  return { inventory, limits: limitsOfSwap(image, own, candidate) };
}

/** Which version a member has after an edit; undefined leaves it as it is. */
export type NewVersion = (
  member: Member,
  entry: InventorySet,
  image: Pick<Inventory, 'layers'>,
) => { readonly subject: string; readonly package: string } | undefined;

/** The image with other versions of some packages, each in its place. */
export function replaceVersions(image: Inventory, newVersionOf: NewVersion): Inventory {
  const sets = image.sets.map((entry) => {
    const members = entry.set.members.map((member) => {
      const version = member.subject === undefined ? undefined : newVersionOf(member, entry, image);
      return version === undefined ? member : withVersion(member, version);
    });
    return members.every((member, index) => member === entry.set.members[index]) ? entry : (withMembers(entry, members) ?? entry);
  });
  return { ...image, sets: settleInherited(sets) };
}

/** An inventory of a single package, to ask about it alone. */
export function inventoryOf(member: Member, entry: InventorySet): Inventory {
  const { inherited: _, ...counted } = member;
  const alone = withMembers({ ...entry, layer: 0 }, [counted]);
  return { layers: [], sets: alone === undefined ? [] : [alone], coverage: 'complete', problems: [], fingerprint: '' };
}

/** A member in another version. */
export function withVersion(member: Member, version: { readonly subject: string; readonly package: string }): Member {
  const { package: pkg, subject } = member;
  const source = pkg.source === undefined ? undefined : { ...pkg.source, version: version.subject };
  const changed: Package = { ...pkg, version: version.package, ...(source === undefined ? {} : { source }) };
  const asked: Subject | undefined = subject === undefined ? undefined : { ...subject, version: version.subject };
  return { ...member, package: changed, ...(asked === undefined ? {} : { subject: asked }) };
}

/** A place of a database that one package takes: a system package by its name, others by the file that proves them. */
function slotOf({ set, path }: InventorySet, member: Member): string {
  const { name, arch = '' } = member.package;
  const place = isSystemPackage(member) ? arch : member.path;
  return JSON.stringify([set.analyzer, path, name, place]);
}

function slotsOf(sets: readonly InventorySet[]): Set<string> {
  return new Set(sets.flatMap((entry) => entry.set.members.map((member) => slotOf(entry, member))));
}

/** What the base has and the image has not, in no version. */
function deletedFrom(base: Inventory, image: Inventory): Set<string> {
  const present = slotsOf(image.sets);
  return new Set([...slotsOf(base.sets)].filter((slot) => !present.has(slot)));
}

function systemPackagesOf(sets: readonly InventorySet[]): Map<string, Member> {
  return new Map(
    sets.flatMap((entry) => entry.set.members.filter(isSystemPackage).map((member) => [slotOf(entry, member), member] as const)),
  );
}

/** The set with the members that pass; nothing if none does. */
function keep(entry: InventorySet, passes: (member: Member) => boolean): InventorySet[] {
  const members = entry.set.members.filter(passes);
  if (members.length === entry.set.members.length) return [entry];
  const rest = withMembers(entry, members);
  return rest === undefined ? [] : [rest];
}

/** Undefined if the versions cannot be compared: then both stay, and both are judged. */
function order(a: Member, b: Member): number | undefined {
  const scheme = a.subject === undefined ? schemes.find(({ id }) => id === a.package.type) : schemeOf(a.subject.ecosystem);
  try {
    return scheme?.compare(a.package.version, b.package.version);
  } catch {
    return undefined;
  }
}

function limitsOfSwap(image: Inventory, own: readonly InventorySet[], candidate: Inventory): string[] {
  const installs = own.some(({ set }) => set.members.some(isSystemPackage));
  const from = image.os?.versionId ?? '';
  const to = candidate.os?.versionId ?? '';
  return [
    ...(installs
      ? ["System packages that the application's layers install are counted in today's versions; a build may fetch newer ones."]
      : []),
    ...(candidate.os !== undefined && (candidate.os.id !== image.os?.id || to !== from)
      ? [
          `The distribution changes from ${image.os?.name ?? 'an unknown one'} to ${candidate.os.name}: what was built for the old one may need to be built again.`,
        ]
      : []),
    ...(candidate.coverage === 'complete'
      ? []
      : [`The new base could not be read whole (coverage ${candidate.coverage}): more may be found in it.`]),
  ];
}

function unique(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
