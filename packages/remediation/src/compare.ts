import { type Inventory, type Link, purlOfPackage, type Severity } from '@plimsoll/model';
import { keyOf, type Matched } from './finding-keys.ts';

/** Who brought something: a layer of the base, one above it, or not known where the base is not. */
export type Origin = 'base' | 'application' | 'unknown';

/** One side of a comparison. */
export interface ComparedImage {
  readonly inventory: Inventory;
  readonly matched: Matched;
  /** Layers that came from the base; undefined if it is not known. */
  readonly baseLayerCount: number | undefined;
}

export interface ComparedPackage {
  readonly purl: string;
  readonly origin: Origin;
}

export interface ComparedFinding {
  readonly id: string;
  readonly purl: string;
  readonly severity: Severity;
  readonly origin: Origin;
}

/** A package that is in both in other versions. */
export interface ChangedPackage {
  /** The package URL without version and architecture: the same on both sides. */
  readonly name: string;
  /** Package URLs; more than one where versions lie side by side. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Of what is there now. */
  readonly origin: Origin;
}

/** A vulnerability of a package in both, in another version of it. */
export interface ChangedFinding extends ComparedFinding {
  /** The package URL before; `purl` is the one after. */
  readonly before: string;
}

/** All lists by package URL, then by vulnerability. */
export interface Comparison {
  readonly packages: {
    readonly added: readonly ComparedPackage[];
    readonly removed: readonly ComparedPackage[];
    readonly changed: readonly ChangedPackage[];
    /** Number in both, in the same version. */
    readonly unchanged: number;
  };
  readonly vulnerabilities: {
    readonly added: readonly ComparedFinding[];
    readonly removed: readonly ComparedFinding[];
    readonly changed: readonly ChangedFinding[];
    readonly unchanged: number;
  };
}

/** What `after` has and `before` has not, and the other way round. */
export function compareImages(before: ComparedImage, after: ComparedImage): Comparison {
  return { packages: comparePackages(packagesOf(before), packagesOf(after)), vulnerabilities: compareFindings(before, after) };
}

function comparePackages(before: Packages, after: Packages): Comparison['packages'] {
  const gone = [...before.values()].filter(({ purl }) => !after.has(purl));
  const come = [...after.values()].filter(({ purl }) => !before.has(purl));
  const goneByName = Map.groupBy(gone, ({ name }) => name);
  const comeByName = Map.groupBy(come, ({ name }) => name);
  const changed = [...comeByName].flatMap(([name, now]): ChangedPackage[] => {
    const was = goneByName.get(name);
    return was === undefined
      ? []
      : [{ name, before: was.map(({ purl }) => purl).toSorted(), after: now.map(({ purl }) => purl).toSorted(), origin: now[0]!.origin }];
  });
  return {
    added: come
      .filter(({ name }) => !goneByName.has(name))
      .map(({ purl, origin }) => ({ purl, origin }))
      .toSorted(byPurl),
    removed: gone
      .filter(({ name }) => !comeByName.has(name))
      .map(({ purl, origin }) => ({ purl, origin }))
      .toSorted(byPurl),
    changed: changed.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    unchanged: before.size - gone.length,
  };
}

function compareFindings(before: ComparedImage, after: ComparedImage): Comparison['vulnerabilities'] {
  const was = findingsOf(before);
  const now = findingsOf(after);
  const gone = [...was].filter(([key]) => !now.has(key)).map(([, finding]) => finding);
  const come = [...now].filter(([key]) => !was.has(key)).map(([, finding]) => finding);
  const goneBySlot = new Map(gone.map((finding) => [finding.slot, finding]));
  const comeSlots = new Set(come.map(({ slot }) => slot));
  const changed = come.flatMap((finding): ChangedFinding[] => {
    const old = goneBySlot.get(finding.slot);
    return old === undefined ? [] : [{ ...shown(finding), before: old.purl }];
  });
  return {
    added: come
      .filter(({ slot }) => !goneBySlot.has(slot))
      .map(shown)
      .toSorted(byPurl),
    removed: gone
      .filter(({ slot }) => !comeSlots.has(slot))
      .map(shown)
      .toSorted(byPurl),
    changed: changed.toSorted(byPurl),
    unchanged: was.size - gone.length,
  };
}

type Packages = ReadonlyMap<string, ComparedPackage & { readonly name: string }>;

function packagesOf({ inventory, baseLayerCount }: ComparedImage): Packages {
  const packages = new Map<string, ComparedPackage & { name: string }>();
  for (const { set, layer } of inventory.sets) {
    for (const { package: pkg } of set.members) {
      const purl = purlOfPackage(pkg, inventory.os);
      const name = purlOfPackage({ type: pkg.type, name: pkg.name, version: '', licenses: [] });
      if (!packages.has(purl)) packages.set(purl, { purl, name, origin: originOf(layer, baseLayerCount) });
    }
  }
  return packages;
}

type SlottedFinding = ComparedFinding & { readonly slot: string };

function findingsOf({ matched, baseLayerCount }: ComparedImage): ReadonlyMap<string, SlottedFinding> {
  return new Map(
    matched.findings.map(({ link, set }) => {
      const { id, purl } = keyOf(link);
      const finding = { id, purl, severity: link.severity, origin: originOf(set.layer, baseLayerCount), slot: slotOf(link) };
      return [`${id}\0${purl}`, finding] as const;
    }),
  );
}

function slotOf({ vulnerability, subject }: Link): string {
  return [vulnerability, subject.ecosystem, subject.name, subject.module].join('\0');
}

function shown({ id, purl, severity, origin }: SlottedFinding): ComparedFinding {
  return { id, purl, severity, origin };
}

function originOf(layer: number, baseLayerCount: number | undefined): Origin {
  return baseLayerCount === undefined ? 'unknown' : layer < baseLayerCount ? 'base' : 'application';
}

function byPurl(a: { purl: string; id?: string }, b: { purl: string; id?: string }): number {
  return a.purl < b.purl ? -1 : a.purl > b.purl ? 1 : (a.id ?? '') < (b.id ?? '') ? -1 : 1;
}
