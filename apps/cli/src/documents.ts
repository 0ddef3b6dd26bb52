import type { AdvisoryStore } from '@plimsoll/advisories';
import { coverageWith, type MatchedInventory } from '@plimsoll/engine';
import { formatPlatform, type Platform } from '@plimsoll/image';
import {
  type Inventory,
  type InventorySet,
  type Layer,
  type Member,
  type Problem,
  purlOfPackage,
  purlOfSubject,
  severityRank,
} from '@plimsoll/model';
import type { InventoryDocument, ScanDocument } from '@plimsoll/reports';

/** What is in an image: read from it, or from what somebody wrote about it. */
export interface ReadContents {
  /** A document may not tell the digest (empty) and never tells the platform. */
  readonly image: { readonly digest: string; readonly platform?: Platform };
  readonly inventory: Inventory;
}

/** The document of `plimsoll inventory`. */
export function toInventoryDocument(name: string, { image, inventory }: ReadContents): InventoryDocument {
  const { os } = inventory;
  return {
    schemaVersion: 1,
    target: {
      name,
      digest: image.digest,
      platform: image.platform === undefined ? '' : formatPlatform(image.platform),
      os: os === undefined ? null : { id: os.id, version: os.versionId, name: os.name },
    },
    coverage: inventory.coverage,
    packages: packagesOf(inventory),
    problems: [...inventory.problems],
  };
}

/** The document of `plimsoll scan`: the inventory's, with what the store says about it. */
export function toScanDocument(name: string, read: ReadContents, matched: MatchedInventory, store: AdvisoryStore): ScanDocument {
  const { inventory } = read;
  const layerOf = ({ layer }: InventorySet): ScanDocument['findings'][number]['layer'] => layerReference(inventory.layers[layer]);
  const findings = matched.findings.map(({ link, set, members }): ScanDocument['findings'][number] => {
    const vulnerability = store.vulnerability(link.vulnerability);
    const purl = purlOfSubject(link.subject);
    const binaries = [...new Set(members.map((member) => purlOfPackage(member.package, inventory.os)))].toSorted();
    return {
      id: link.vulnerability,
      aliases: [...(vulnerability?.aliases ?? [])],
      summary: vulnerability?.summary ?? '',
      purl,
      ...(link.subject.arch === 'source' ? { binaries } : {}),
      fixedVersions: [...link.fixedVersions],
      fixState: link.fixState,
      severity: link.severity,
      ...(vulnerability?.cvss === undefined ? {} : { cvss: vulnerability.cvss.score }),
      exploited: vulnerability?.kev !== undefined,
      ...(vulnerability?.epss === undefined ? {} : { epss: vulnerability.epss }),
      path: members.find(({ inherited }) => inherited !== true)?.path ?? set.path,
      layer: layerOf(set),
      evidence: link.evidence.map(({ advisory, range, comparison }) => ({ advisory, range, comparison })),
    };
  });
  const problems: readonly Problem[] = [...inventory.problems, ...matched.problems];
  return {
    ...toInventoryDocument(name, read),
    coverage: coverageWith(inventory.coverage, matched.problems),
    problems: [...problems],
    findings: findings.toSorted(
      (a, b) => severityRank(b.severity) - severityRank(a.severity) || compare(a.purl, b.purl) || compare(a.id, b.id),
    ),
    notAffected: matched.notAffected.map(({ verdict }) => ({
      id: verdict.vulnerability,
      aliases: [...(store.vulnerability(verdict.vulnerability)?.aliases ?? [])],
      purl: purlOfSubject(verdict.subject),
      justification: verdict.justification,
      evidence: verdict.evidence,
    })),
  };
}

function packagesOf(inventory: Inventory): InventoryDocument['packages'] {
  const packages = new Map<string, InventoryDocument['packages'][number]>();
  for (const { set, layer } of inventory.sets) {
    for (const member of set.members) {
      const { package: pkg, path } = member;
      const purl = purlOfPackage(pkg, inventory.os);
      const entry = packages.get(purl) ?? toPackageEntry(purl, member);
      if (member.subject !== undefined) delete entry.unmatched;
      entry.locations.push({ path, layer: layerReference(inventory.layers[layer]) });
      packages.set(purl, entry);
    }
  }
  return [...packages.values()].toSorted((a, b) => compare(a.purl, b.purl));
}

function toPackageEntry(purl: string, { package: pkg, owner, subject }: Member): InventoryDocument['packages'][number] {
  const isBuiltHere = pkg.local === true ? 'built here, not fetched from a registry' : 'no advisories are read for it';
  return {
    purl,
    licenses: [...pkg.licenses],
    ...(pkg.source === undefined ? {} : { source: { name: pkg.source.name, version: pkg.source.version } }),
    ...(pkg.module === undefined ? {} : { module: pkg.module.split(':').slice(0, 2).join(':') }),
    ...(subject === undefined ? { unmatched: owner === undefined ? isBuiltHere : `installed by ${owner}, which is matched` } : {}),
    locations: [],
  };
}

/** A layer as documents name it; empty strings for none. */
export function layerReference(layer: Layer | undefined): { digest: string; instruction: string } {
  return { digest: layer?.digest ?? '', instruction: layer?.instruction ?? '' };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
