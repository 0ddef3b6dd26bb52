import {
  coverageWith,
  type Inventory,
  type InventorySet,
  type Layer,
  type Link,
  type Member,
  type Problem,
  purlOfPackage,
  purlOfSubject,
  severityRank,
  type Verdict,
  type Vulnerability,
} from '@plimsoll/model';
import type { FindingDecision, InventoryDocument, ScanDocument } from './document.ts';

/** What is in an image: read from it, from what was kept of it, or from what somebody wrote about it. */
export interface ReadContents {
  /** A document that somebody wrote may not tell the digest, and never tells the platform (`linux/amd64`): empty. */
  readonly image: { readonly digest: string; readonly platform: string };
  readonly inventory: Inventory;
}

interface DescribedVulnerability extends Pick<Vulnerability, 'aliases' | 'summary' | 'epss'> {
  readonly cvss?: { readonly score: number };
  /** Absent if it is not known to be exploited. */
  readonly kev?: object;
}

/** What advisories say about an inventory, matched now or kept. */
export interface MatchedContents {
  readonly findings: readonly {
    readonly link: Link;
    /** The set in which its subject is counted. */
    readonly set: InventorySet;
    /** The members of the image that are this subject. */
    readonly members: readonly Member[];
    /** Absent while it is open. */
    readonly decision?: FindingDecision | undefined;
  }[];
  readonly notAffected: readonly { readonly verdict: Verdict }[];
  /** Those of the inventory are not repeated. */
  readonly problems: readonly Problem[];
  /** Undefined if nothing more is known of it than its name. */
  readonly vulnerability: (id: string) => DescribedVulnerability | undefined;
}

/** The document of `plimsoll inventory`. */
export function toInventoryDocument(name: string, read: ReadContents): InventoryDocument {
  const { inventory } = read;
  return {
    schemaVersion: 1,
    target: toTarget(name, read),
    coverage: inventory.coverage,
    packages: packagesOf(inventory),
    problems: inventory.problems.map(toProblemEntry),
  };
}

/** The image as every document names it. */
export function toTarget(name: string, { image, inventory: { os } }: ReadContents): InventoryDocument['target'] {
  const { digest, platform } = image;
  return { name, digest, platform, os: os === undefined ? null : { id: os.id, version: os.versionId, name: os.name } };
}

/** The document of `plimsoll scan`: the inventory's, with what advisories say about it. */
export function toScanDocument(name: string, read: ReadContents, matched: MatchedContents): ScanDocument {
  const { inventory } = read;
  const layerOf = ({ layer }: InventorySet): ScanDocument['findings'][number]['layer'] => layerReference(inventory.layers[layer]);
  const findings = matched.findings.map(({ link, set, members, decision }): ScanDocument['findings'][number] => {
    const vulnerability = matched.vulnerability(link.vulnerability);
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
      ...(decision === undefined ? {} : { decision }),
    };
  });
  const problems: readonly Problem[] = [...inventory.problems, ...matched.problems];
  return {
    ...toInventoryDocument(name, read),
    coverage: coverageWith(inventory.coverage, matched.problems),
    problems: problems.map(toProblemEntry),
    findings: findings.toSorted(
      (a, b) => severityRank(b.severity) - severityRank(a.severity) || compare(a.purl, b.purl) || compare(a.id, b.id),
    ),
    notAffected: deniedIn(matched),
  };
}

/** By package, then name. A denial has no place: what two sets deny in the same words is said once. */
function deniedIn({ notAffected, vulnerability }: MatchedContents): ScanDocument['notAffected'] {
  const entries = notAffected.map(({ verdict }) => ({
    id: verdict.vulnerability,
    aliases: [...(vulnerability(verdict.vulnerability)?.aliases ?? [])],
    purl: purlOfSubject(verdict.subject),
    justification: verdict.justification,
    evidence: verdict.evidence,
  }));
  const distinct = new Map(entries.map((entry) => [JSON.stringify(entry), entry]));
  return [...distinct.values()].toSorted((a, b) => compare(a.purl, b.purl) || compare(a.id, b.id) || compare(a.evidence, b.evidence));
}

/** The same text wherever it was kept meanwhile. */
function toProblemEntry({ code, message, path }: Problem): InventoryDocument['problems'][number] {
  return { code, message, ...(path === undefined ? {} : { path }) };
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
