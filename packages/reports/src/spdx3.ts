import { createHash } from 'node:crypto';
import type { Justification } from '@plimsoll/model';
import { decisionText } from './decided-finding.ts';
import type { InventoryDocument, ScanDocument } from './document.ts';
import { fixAdvice } from './fix-advice.ts';
import { isScan, type RenderOptions, type ReportFormat } from './format.ts';
import { imageIdentity } from './image-identity.ts';
import { nameBasedUuid } from './name-based-uuid.ts';
import { purlParts } from './purl-parts.ts';
import { sbomPurl } from './sbom-purl.ts';
import { spdxLicense } from './spdx-licenses.ts';
import { TOOL } from './tool.ts';
import { vulnerabilityAddress } from './vulnerability-address.ts';

/**
 * SPDX 3.0.1 as JSON-LD: the image as a container that contains the packages, and for a scan VEX relationships between vulnerabilities and
 * packages, with what to do, what was decided, or why not. Severities do not fit in (a score needs its vector). Problems are in the comment of the document.
 *
 * @see https://spdx.github.io/spdx-spec/v3.0.1/
 */
export const spdx3: ReportFormat = {
  id: 'spdx3-json',
  mediaType: 'application/spdx+json',
  extension: 'spdx3.json',
  summary: 'SPDX 3.0.1, JSON-LD',
  render: (document, options) => `${JSON.stringify(toGraph(document, options), undefined, 2)}\n`,
};

type Element = Readonly<Record<string, unknown>> & { readonly spdxId: string };

const CREATION = '_:creation';

const JUSTIFICATIONS: Partial<Record<Justification, string>> = {
  vulnerable_code_not_present: 'vulnerableCodeNotPresent',
  component_not_present: 'componentNotPresent',
  vulnerable_code_not_in_execute_path: 'vulnerableCodeNotInExecutePath',
  vulnerable_code_cannot_be_controlled_by_adversary: 'vulnerableCodeCannotBeControlledByAdversary',
  inline_mitigations_already_exist: 'inlineMitigationsAlreadyExist',
};

function toGraph(document: InventoryDocument | ScanDocument, { now }: RenderOptions): unknown {
  const { target } = document;
  const namespace = `urn:uuid:${nameBasedUuid('spdx3', target.name, target.digest, now.toISOString())}#`;
  const idOf = (kind: string, name: string): string =>
    `${namespace}${kind}-${createHash('sha256').update(name).digest('hex').slice(0, 20)}`;
  const agent = `${namespace}agent`;
  const image = `${namespace}image`;
  const packages = document.packages.map((entry) => toPackage(entry, idOf('package', entry.purl)));
  const elements: Element[] = [
    { ...element('SoftwareAgent', agent), name: `${TOOL.name} ${TOOL.version}` },
    toImage(target, image),
    ...packages,
    ...(packages.length === 0
      ? []
      : [
          relationship(
            `${namespace}contents`,
            image,
            'contains',
            packages.map(({ spdxId }) => spdxId),
          ),
        ]),
    ...licenseElements(document, idOf),
    ...(isScan(document) ? vexElements(document, idOf) : []),
  ];
  return {
    '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
    '@graph': [
      { type: 'CreationInfo', '@id': CREATION, specVersion: '3.0.1', created: `${now.toISOString().slice(0, 19)}Z`, createdBy: [agent] },
      {
        ...element('SpdxDocument', `${namespace}document`),
        name: target.name,
        comment: [
          `coverage ${document.coverage}`,
          ...(isScan(document) && document.filter !== undefined ? [`findings limited to ${document.filter}`] : []),
          ...document.problems.map(({ code, message }) => `${code}: ${message}`),
        ].join('\n'),
        profileConformance: ['core', 'software', 'simpleLicensing', ...(isScan(document) ? ['security'] : [])],
        rootElement: [`${namespace}sbom`],
      },
      {
        ...element('software_Sbom', `${namespace}sbom`),
        software_sbomType: ['analyzed'],
        rootElement: [image],
        element: elements.map(({ spdxId }) => spdxId),
      },
      ...elements,
    ],
  };
}

function element(type: string, spdxId: string): Element {
  return { type, spdxId, creationInfo: CREATION };
}

function relationship(spdxId: string, from: string, relationshipType: string, to: readonly string[], type = 'Relationship'): Element {
  return { ...element(type, spdxId), from, relationshipType, to };
}

function toImage(target: InventoryDocument['target'], spdxId: string): Element {
  const { id, sha256 } = imageIdentity(target);
  return {
    ...element('software_Package', spdxId),
    name: target.name,
    software_primaryPurpose: 'container',
    ...(target.digest === '' ? {} : { software_packageVersion: target.digest }),
    ...(id.startsWith('pkg:') ? { software_packageUrl: id } : {}),
    ...(sha256 === undefined ? {} : { verifiedUsing: [{ type: 'Hash', algorithm: 'sha256', hashValue: sha256 }] }),
  };
}

function toPackage(entry: InventoryDocument['packages'][number], spdxId: string): Element {
  const { display, version } = purlParts(entry.purl);
  const places = entry.locations.map(({ path, layer }) => (layer.digest === '' ? path : `${path} of layer ${layer.digest}`));
  return {
    ...element('software_Package', spdxId),
    name: display,
    ...(version === '' ? {} : { software_packageVersion: version }),
    software_packageUrl: sbomPurl(entry),
    software_sourceInfo: `found in ${places.join(', ')}`,
    ...(entry.unmatched === undefined ? {} : { comment: `plimsoll:unmatched ${entry.unmatched}` }),
  };
}

/** A licence is an element of its own that packages declare. */
function licenseElements({ packages }: InventoryDocument, idOf: (kind: string, name: string) => string): Element[] {
  const elements = new Map<string, Element>();
  for (const { purl, licenses } of packages) {
    const { expression, references } = spdxLicense(licenses);
    if (expression === 'NOASSERTION') continue;
    const license = idOf('license', expression);
    for (const { id, text } of references) {
      const spdxId = idOf('license-text', id);
      elements.set(spdxId, { ...element('simplelicensing_SimpleLicensingText', spdxId), name: id, simplelicensing_licenseText: text });
    }
    elements.set(license, {
      ...element('simplelicensing_LicenseExpression', license),
      simplelicensing_licenseExpression: expression,
      ...(references.length === 0
        ? {}
        : {
            simplelicensing_customIdToUri: references.map(({ id }) => ({
              type: 'DictionaryEntry',
              key: id,
              value: idOf('license-text', id),
            })),
          }),
    });
    const declares = idOf('declares', purl);
    elements.set(declares, relationship(declares, idOf('package', purl), 'hasDeclaredLicense', [license]));
  }
  return [...elements.values()];
}

function vexElements(document: ScanDocument, idOf: (kind: string, name: string) => string): Element[] {
  const known = new Set(document.packages.map(({ purl }) => purl));
  const packagesOf = (purls: readonly string[]): string[] => purls.filter((purl) => known.has(purl)).map((purl) => idOf('package', purl));
  const elements = new Map<string, Element>();
  const deny = (id: string, purl: string, to: readonly string[], justification: Justification, impact: string): void => {
    const spdxId = idOf('does-not-affect', JSON.stringify([id, purl]));
    const type = JUSTIFICATIONS[justification];
    if (to.length === 0) return;
    elements.set(spdxId, {
      ...relationship(spdxId, idOf('vulnerability', id), 'doesNotAffect', to, 'security_VexNotAffectedVulnAssessmentRelationship'),
      security_impactStatement: impact,
      ...(type === undefined ? {} : { security_justificationType: type }),
    });
  };
  for (const { id, aliases, ...finding } of [...document.findings, ...document.notAffected]) {
    const spdxId = idOf('vulnerability', id);
    const summary = 'summary' in finding ? { summary: finding.summary } : {};
    if (!elements.has(spdxId)) elements.set(spdxId, { ...toVulnerability(spdxId, [id, ...aliases]), ...summary });
  }
  for (const finding of document.findings) {
    const { id, purl, binaries = [purl], decision } = finding;
    const to = packagesOf(binaries);
    if (decision !== undefined && decision.kind !== 'accepted') {
      deny(id, purl, to, decision.justification ?? 'not_stated', decisionText(decision));
      continue;
    }
    const spdxId = idOf('affects', JSON.stringify([id, purl]));
    if (to.length === 0) continue;
    elements.set(spdxId, {
      ...relationship(spdxId, idOf('vulnerability', id), 'affects', to, 'security_VexAffectedVulnAssessmentRelationship'),
      security_actionStatement: decision === undefined ? fixAdvice(finding) : decisionText(decision),
    });
  }
  for (const { id, purl, justification, evidence } of document.notAffected) deny(id, purl, packagesOf([purl]), justification, evidence);
  return [...elements.values()];
}

function toVulnerability(spdxId: string, names: readonly string[]): Element {
  return {
    ...element('security_Vulnerability', spdxId),
    name: names[0]!,
    externalIdentifier: names.map((name) => ({
      type: 'ExternalIdentifier',
      externalIdentifierType: /^CVE-\d{4}-\d{4,}$/.test(name) ? 'cve' : 'securityOther',
      identifier: name,
      identifierLocator: [vulnerabilityAddress(name)],
    })),
  };
}
