import { type Analyzer, analyzers } from '@plimsoll/analyzers';
import { type SquashedImage, squash } from '@plimsoll/image';
import { subjectOf } from '@plimsoll/matcher';
import {
  type Coverage,
  type Inventory,
  type InventorySet,
  type Layer,
  type Member,
  type OperatingSystem,
  type Package,
  type Problem,
  subjectKey,
} from '@plimsoll/model';
import { EMPTY_TREE, FINGERPRINT, type FileResult, type LayerResult } from './layer-result.ts';
import { ownersOf } from './ownership.ts';
import { toPackageSet } from './package-sets.ts';

/** A file of the final image, with the layer that brought it. */
interface VisibleFile extends FileResult {
  readonly layer: number;
}

/** A package of a database with the layer in which it came. */
interface FoundPackage {
  readonly package: Package;
  readonly file: VisibleFile;
  readonly layer: number;
}

const byId = new Map<string, Analyzer>(analyzers.map((analyzer) => [analyzer.id, analyzer]));

/** Where os-release may lie, the authoritative place first. */
const OS_RELEASE = ['etc/os-release', 'usr/lib/os-release'];

/**
 * Puts layers together: whiteouts, ownership and scope are settled here, and every package gets the layer that brought it.
 *
 * @param layers one for each result, in order
 * @param results undefined where a layer could not be read; the reason is among `problems`
 */
export function assemble(layers: readonly Layer[], results: readonly (LayerResult | undefined)[], problems: readonly Problem[]): Inventory {
  const view = squash(results.map((result) => result?.tree ?? EMPTY_TREE));
  const files = results.flatMap((result, layer) =>
    (result?.files ?? []).filter((file) => view.isVisible(layer, file.path)).map((file): VisibleFile => ({ ...file, layer })),
  );
  const os = operatingSystemOf(files);
  const found = withoutSuperseded(files).flatMap(packagesIn(results, view));
  const ownerOf = ownersOf(files, (path) => view.resolve(path) ?? path);
  const sets = setsOf(found, os, ownerOf);
  const all = [...problems, ...results.flatMap((result) => result?.tree.problems ?? []), ...problemsOf(files), ...unknownsOf(sets, os)];
  return {
    ...(os === undefined ? {} : { os }),
    layers,
    sets,
    coverage: coverageOf(sets, all),
    problems: all,
    fingerprint: FINGERPRINT,
  };
}

function operatingSystemOf(files: readonly VisibleFile[]): OperatingSystem | undefined {
  const systems = files.filter(({ analysis }) => analysis.os !== undefined);
  const place = ({ path }: VisibleFile): number => (OS_RELEASE.includes(path) ? OS_RELEASE.indexOf(path) : OS_RELEASE.length);
  return systems.toSorted((a, b) => place(a) - place(b))[0]?.analysis.os;
}

/** All but the lock files where the tree that they lock is installed. */
function withoutSuperseded(files: readonly VisibleFile[]): VisibleFile[] {
  const analyzersOf = new Map<string, Set<string>>();
  for (const file of files) {
    if (file.analysis.packages.length === 0) continue;
    const database = databaseOf(file);
    analyzersOf.set(database, (analyzersOf.get(database) ?? new Set()).add(file.analyzer));
  }
  return files.filter(({ analyzer, path }) => {
    const tree = byId.get(analyzer)?.supersededBy?.(path);
    const readers = tree === undefined ? undefined : analyzersOf.get(tree);
    return readers === undefined || (readers.size === 1 && readers.has(analyzer));
  });
}

/** Gives the packages of a file, each with the lowest layer from which on the file held it, without a gap, up to the top. */
function packagesIn(results: readonly (LayerResult | undefined)[], view: SquashedImage): (file: VisibleFile) => FoundPackage[] {
  const fileKey = ({ path, analyzer }: FileResult): string => `${analyzer}\0${path}`;
  const filesOf = results.map((result) => new Map((result?.files ?? []).map((file) => [fileKey(file), file])));
  return (file) => {
    const layerOf = new Map(file.analysis.packages.map((pkg) => [identityOf(pkg), file.layer]));
    let held = new Set(layerOf.keys());
    let above = file.layer;
    for (let layer = above - 1; layer >= 0 && held.size > 0; layer--) {
      const before = filesOf[layer]?.get(fileKey(file));
      if (before === undefined) continue;
      if (!view.isVisible(layer, file.path, above)) break;
      held = new Set(before.analysis.packages.map(identityOf).filter((identity) => held.has(identity)));
      for (const identity of held) layerOf.set(identity, layer);
      above = layer;
    }
    return file.analysis.packages.map((pkg) => ({ package: pkg, file, layer: layerOf.get(identityOf(pkg)) ?? file.layer }));
  };
}

function identityOf(pkg: Package): string {
  return [pkg.name, pkg.version, pkg.arch ?? '', pkg.path ?? ''].join('\0');
}

/** One set for each database and layer that brought packages to it. */
function setsOf(
  found: readonly FoundPackage[],
  os: OperatingSystem | undefined,
  ownerOf: (path: string) => string | undefined,
): InventorySet[] {
  const official = new Set(
    found.filter(({ package: pkg }) => isOsPackage(pkg) && 'subject' in subjectOf(pkg, os)).map(({ package: pkg }) => pkg.name),
  );
  const counted = new Set<string>();
  const sets: InventorySet[] = [];
  const groups = Map.groupBy(found, ({ file, layer }) => JSON.stringify([layer, databaseOf(file), file.analyzer]));
  for (const group of [...groups.values()].toSorted(byLayerThenDatabase)) {
    const { file, layer } = group[0]!;
    const database = databaseOf(file);
    const here = new Set<string>();
    const members = group.map(({ package: pkg, file: { path } }): Member => {
      const owner = isOsPackage(pkg) ? undefined : ownerOf(path);
      const judgedByOwner = owner !== undefined && official.has(owner);
      const answer = judgedByOwner || pkg.version === '' || pkg.local === true ? undefined : subjectOf(pkg, os);
      const subject = answer !== undefined && 'subject' in answer ? answer.subject : undefined;
      const key = subject === undefined ? undefined : JSON.stringify([file.analyzer, database, subjectKey(subject)]);
      if (key !== undefined) here.add(key);
      return {
        package: pkg,
        path: pkg.path ?? path,
        ...(subject === undefined ? {} : { subject }),
        ...(judgedByOwner ? { owner } : {}),
        ...(key !== undefined && counted.has(key) ? { inherited: true } : {}),
      };
    });
    for (const key of here) counted.add(key);
    const facts = group.find(({ file: { analysis } }) => analysis.facts !== undefined)?.file.analysis.facts;
    const version = byId.get(file.analyzer)?.version ?? 0;
    sets.push({ set: toPackageSet(`${file.analyzer}@${version}`, members, facts), path: database, layer });
  }
  return sets;
}

function byLayerThenDatabase([a]: readonly FoundPackage[], [b]: readonly FoundPackage[]): number {
  return a!.layer - b!.layer || (databaseOf(a!.file) < databaseOf(b!.file) ? -1 : 1);
}

function databaseOf(file: FileResult): string {
  return byId.get(file.analyzer)?.database?.(file.path) ?? file.path;
}

function isOsPackage({ type }: Package): boolean {
  return type === 'deb' || type === 'apk' || type === 'rpm';
}

function problemsOf(files: readonly VisibleFile[]): Problem[] {
  return files.flatMap(({ path, analysis }) => analysis.problems.map((problem) => ({ path, ...problem })));
}

/** Operating-system packages that no distribution rule knows, once for each reason; and an image in which nothing was found. */
function unknownsOf(sets: readonly InventorySet[], os: OperatingSystem | undefined): Problem[] {
  if (sets.length === 0) {
    return [{ code: 'NO_PACKAGES_FOUND', message: 'no package database was found: that says nothing about what the files contain' }];
  }
  const problems = new Map<string, Problem>();
  for (const { set } of sets) {
    for (const { package: pkg, subject } of set.members) {
      if (subject !== undefined || !isOsPackage(pkg)) continue;
      const answer = subjectOf(pkg, os);
      if ('problem' in answer) problems.set(answer.problem.code + answer.problem.message, answer.problem);
    }
  }
  return [...problems.values()];
}

function coverageOf(sets: readonly InventorySet[], problems: readonly Problem[]): Coverage {
  if (sets.every(({ set }) => set.members.every(({ subject, owner }) => subject === undefined && owner === undefined)))
    return 'unsupported';
  return problems.length === 0 ? 'complete' : 'partial';
}
