import { createHash } from 'node:crypto';
import { decisionText } from './decided-finding.ts';
import type { FindingDecision, InventoryDocument, ScanDocument } from './document.ts';
import { isScan, type RenderOptions, type ReportFormat } from './format.ts';
import { imageIdentity } from './image-identity.ts';
import { nameBasedUuid } from './name-based-uuid.ts';
import { purlParts } from './purl-parts.ts';
import { sbomPurl } from './sbom-purl.ts';
import { spdxLicense } from './spdx-licenses.ts';
import { TOOL } from './tool.ts';
import { vulnerabilityAddress } from './vulnerability-address.ts';

/**
 * SPDX 2.3 as JSON: the image as a container that contains the packages, each with its purl, where it was found and its stated licence. The
 * findings of a scan are security references of their packages; what was decided about one is its comment; severities, fixes and
 * what is not affected do not fit in. Problems are in the comment of the document.
 *
 * @see https://spdx.github.io/spdx-spec/v2.3/
 */
export const spdx: ReportFormat = {
  id: 'spdx-json',
  mediaType: 'application/spdx+json',
  extension: 'spdx.json',
  summary: 'SPDX 2.3, JSON',
  render: (document, options) => `${JSON.stringify(toSpdx(document, options), undefined, 2)}\n`,
};

const IMAGE = 'SPDXRef-Image';

function toSpdx(document: InventoryDocument | ScanDocument, { now }: RenderOptions): unknown {
  const { target, packages } = document;
  const { id, sha256 } = imageIdentity(target);
  const licenses = packages.map((entry) => spdxLicense(entry.licenses));
  const references = new Map(licenses.flatMap((one) => one.references.map((reference) => [reference.id, reference] as const)));
  const vulnerabilities = vulnerabilitiesByPurl(document);
  return {
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name: target.name,
    documentNamespace: `urn:uuid:${nameBasedUuid('spdx', target.name, target.digest, now.toISOString())}`,
    creationInfo: { created: `${now.toISOString().slice(0, 19)}Z`, creators: [`Tool: ${TOOL.name}-${TOOL.version}`] },
    comment: commentOf(document),
    ...(references.size === 0
      ? {}
      : {
          hasExtractedLicensingInfos: [...references.values()].map((one) => ({
            licenseId: one.id,
            extractedText: one.text,
            name: one.text.slice(0, 100),
          })),
        }),
    packages: [
      {
        SPDXID: IMAGE,
        name: target.name,
        ...(target.digest === '' ? {} : { versionInfo: target.digest }),
        downloadLocation: 'NOASSERTION',
        filesAnalyzed: false,
        primaryPackagePurpose: 'CONTAINER',
        licenseConcluded: 'NOASSERTION',
        licenseDeclared: 'NOASSERTION',
        copyrightText: 'NOASSERTION',
        ...(sha256 === undefined ? {} : { checksums: [{ algorithm: 'SHA256', checksumValue: sha256 }] }),
        ...(id.startsWith('pkg:') ? { externalRefs: [purlReference(id)] } : {}),
      },
      ...packages.map((entry, index) => toPackage(entry, licenses[index]!.expression, [...(vulnerabilities.get(entry.purl) ?? [])])),
    ],
    relationships: [
      { spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: IMAGE },
      ...packages.map(({ purl }) => ({ spdxElementId: IMAGE, relationshipType: 'CONTAINS', relatedSpdxElement: referenceTo(purl) })),
    ],
  };
}

function toPackage(entry: InventoryDocument['packages'][number], license: string, vulnerabilities: readonly Named[]): unknown {
  const { display, version } = purlParts(entry.purl);
  const places = entry.locations.map(({ path, layer }) => (layer.digest === '' ? path : `${path} of layer ${layer.digest}`));
  return {
    SPDXID: referenceTo(entry.purl),
    name: display,
    ...(version === '' ? {} : { versionInfo: version }),
    downloadLocation: 'NOASSERTION',
    filesAnalyzed: false,
    supplier: 'NOASSERTION',
    licenseConcluded: 'NOASSERTION',
    licenseDeclared: license,
    copyrightText: 'NOASSERTION',
    sourceInfo: `found in ${places.join(', ')}`,
    ...(entry.unmatched === undefined ? {} : { comment: `plimsoll:unmatched ${entry.unmatched}` }),
    externalRefs: [
      purlReference(sbomPurl(entry)),
      ...vulnerabilities.map(([id, decision]) => ({
        referenceCategory: 'SECURITY',
        referenceType: 'advisory',
        referenceLocator: vulnerabilityAddress(id),
        ...(decision === undefined ? {} : { comment: decisionText(decision) }),
      })),
    ],
  };
}

/** A vulnerability and what was decided about it. */
type Named = readonly [id: string, decision: FindingDecision | undefined];

/** A finding on a source package counts for what it is installed as. */
function vulnerabilitiesByPurl(document: InventoryDocument | ScanDocument): ReadonlyMap<string, Iterable<Named>> {
  const byPurl = new Map<string, Map<string, FindingDecision | undefined>>();
  for (const { id, purl, binaries = [purl], decision } of isScan(document) ? document.findings : []) {
    for (const binary of binaries) {
      const ids = byPurl.get(binary) ?? new Map<string, FindingDecision | undefined>();
      if (!ids.has(id) || decision === undefined) ids.set(id, decision); // open in one place is open
      byPurl.set(binary, ids);
    }
  }
  return byPurl;
}

function commentOf(document: InventoryDocument | ScanDocument): string {
  const { target, coverage, problems } = document;
  const system = target.os === null ? 'no operating system found' : `${target.os.name} (${target.os.id} ${target.os.version})`;
  return [
    `platform ${target.platform}, ${system}, coverage ${coverage}`,
    ...(isScan(document) && document.filter !== undefined ? [`findings limited to ${document.filter}`] : []),
    ...problems.map(({ code, message }) => `${code}: ${message}`),
  ].join('\n');
}

function purlReference(purl: string): unknown {
  return { referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: purl };
}

function referenceTo(purl: string): string {
  return `SPDXRef-Package-${createHash('sha256').update(purl).digest('hex').slice(0, 20)}`;
}
