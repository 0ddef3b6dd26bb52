import type { AdvisoryStore } from '@plimsoll/advisories';
import type { MatchedInventory, ReadImage } from '@plimsoll/engine';
import { formatPlatform } from '@plimsoll/image';
import { type Coverage, type InventorySet, type Layer, type Problem, purlOfPackage, purlOfSubject, severityRank } from '@plimsoll/model';
import type { InventoryDocument, ScanDocument } from '@plimsoll/reports';

/** The document of `plimsoll inventory`. */
export function toInventoryDocument(name: string, { image, inventory }: ReadImage): InventoryDocument {
  const { os } = inventory;
  return {
    schemaVersion: 1,
    target: {
      name,
      digest: image.digest,
      platform: formatPlatform(image.platform),
      os: os === undefined ? null : { id: os.id, version: os.versionId, name: os.name },
    },
    coverage: inventory.coverage,
    packages: packagesOf(inventory),
    problems: [...inventory.problems],
  };
}

/** The document of `plimsoll scan`: the inventory's, with what the store says about it. */
export function toScanDocument(name: string, read: ReadImage, matched: MatchedInventory, store: AdvisoryStore): ScanDocument {
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

/** What the store cannot judge is not covered; a range of an advisory that nobody can read is the feed's fault, and stays a problem. */
function coverageWith(coverage: Coverage, problems: readonly Problem[]): Coverage {
  return coverage === 'complete' && problems.some(({ code }) => code !== 'MALFORMED_ADVISORY') ? 'partial' : coverage;
}

function packagesOf(inventory: ReadImage['inventory']): InventoryDocument['packages'] {
  const packages = new Map<string, InventoryDocument['packages'][number]>();
  for (const { set, layer } of inventory.sets) {
    for (const { package: pkg, path } of set.members) {
      const purl = purlOfPackage(pkg, inventory.os);
      const entry = packages.get(purl) ?? { purl, licenses: [...pkg.licenses], locations: [] };
      entry.locations.push({ path, layer: layerReference(inventory.layers[layer]) });
      packages.set(purl, entry);
    }
  }
  return [...packages.values()].toSorted((a, b) => compare(a.purl, b.purl));
}

/** A layer as documents name it; empty strings for none. */
export function layerReference(layer: Layer | undefined): { digest: string; instruction: string } {
  return { digest: layer?.digest ?? '', instruction: layer?.instruction ?? '' };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
