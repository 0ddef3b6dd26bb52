import { createHash } from 'node:crypto';
import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import type { Severity } from '@plimsoll/model';
import { ANALYSIS_JUSTIFICATION, analysisOf } from './cyclonedx-analysis.ts';
import type { FindingDecision, InventoryDocument, ScanDocument } from './document.ts';
import { isScan, type RenderOptions, type ReportFormat } from './format.ts';
import { purlParts } from './purl-parts.ts';
import { sbomPurl } from './sbom-purl.ts';

/**
 * CycloneDX 1.6 as JSON: the packages as components, and for a scan the findings as vulnerabilities, with what was
 * decided about them as analysis and what the bytes deny as `not_affected`. Problems are properties of the document (`plimsoll:problem`).
 *
 * @see https://cyclonedx.org/docs/1.6/json/
 */
export const cyclonedx: ReportFormat = {
  id: 'cyclonedx',
  mediaType: 'application/vnd.cyclonedx+json; version=1.6',
  extension: 'cdx.json',
  summary: 'CycloneDX 1.6, JSON',
  render,
};

const SEVERITY: Record<Severity, Enums.Vulnerability.Severity> = {
  critical: Enums.Vulnerability.Severity.Critical,
  high: Enums.Vulnerability.Severity.High,
  medium: Enums.Vulnerability.Severity.Medium,
  low: Enums.Vulnerability.Severity.Low,
  negligible: Enums.Vulnerability.Severity.Info,
  unknown: Enums.Vulnerability.Severity.Unknown,
};

function render(document: InventoryDocument | ScanDocument, { now }: RenderOptions): string {
  const bom = new Models.Bom({ serialNumber: serialNumberOf(document) });
  bom.metadata.timestamp = now;
  bom.metadata.tools.components.add(new Models.Component(Enums.ComponentType.Application, 'plimsoll'));
  bom.metadata.component = new Models.Component(Enums.ComponentType.Container, document.target.name, {
    bomRef: document.target.digest || document.target.name,
    ...(document.target.digest === '' ? {} : { version: document.target.digest }),
  });
  bom.metadata.properties.add(new Models.Property('plimsoll:coverage', document.coverage));
  for (const { code, message } of document.problems)
    bom.metadata.properties.add(new Models.Property('plimsoll:problem', `${code}: ${message}`));

  const components = new Map(document.packages.map((entry) => [entry.purl, toComponent(entry)]));
  for (const component of components.values()) bom.components.add(component);
  if (isScan(document)) {
    if (document.filter !== undefined) bom.metadata.properties.add(new Models.Property('plimsoll:filter', document.filter));
    for (const vulnerability of vulnerabilitiesOf(document, components)) bom.vulnerabilities.add(vulnerability);
  }
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

function toComponent(entry: InventoryDocument['packages'][number]): Models.Component {
  const { purl, licenses, locations, unmatched } = entry;
  const { type, namespace, name, version } = purlParts(purl);
  const component = new Models.Component(Enums.ComponentType.Library, name, {
    bomRef: purl,
    purl: sbomPurl(entry),
    version,
    ...(namespace === '' ? {} : { group: namespace }),
  });
  for (const license of licenses) component.licenses.add(new Models.NamedLicense(license));
  component.properties.add(new Models.Property('plimsoll:type', type));
  if (unmatched !== undefined) component.properties.add(new Models.Property('plimsoll:unmatched', unmatched));
  for (const { path, layer } of locations) {
    component.properties.add(new Models.Property('plimsoll:path', path));
    component.properties.add(new Models.Property('plimsoll:layer', layer.digest));
  }
  return component;
}

/** One entry a vulnerability id and decision, with every component it affects; what is not affected is an entry of its own, with the reason. */
function vulnerabilitiesOf(
  document: ScanDocument,
  components: ReadonlyMap<string, Models.Component>,
): Models.Vulnerability.Vulnerability[] {
  const builtFrom = Map.groupBy(document.packages, ({ purl, source }) => {
    const { type, name, version } = purlParts(purl);
    return JSON.stringify([type, source?.name ?? name, source?.version ?? version]);
  });
  /** A source package is no component: what it is installed as stands for it. */
  const installedAs = (purl: string): string[] => {
    const { type, name, version } = purlParts(purl);
    return components.has(purl) ? [purl] : (builtFrom.get(JSON.stringify([type, name, version])) ?? []).map((entry) => entry.purl);
  };
  const refsOf = (purls: readonly string[]): Models.Vulnerability.Affect[] =>
    purls.flatMap((purl) => components.get(purl) ?? []).map(({ bomRef }) => new Models.Vulnerability.Affect(bomRef));
  const open = [...Map.groupBy(document.findings, ({ id, decision }) => JSON.stringify([id, decision?.id])).values()].map((findings) => {
    const [first] = findings;
    const { id, decision } = first!;
    const entry = new Models.Vulnerability.Vulnerability({
      bomRef: decision === undefined ? id : `${id} decision ${decision.id}`,
      id,
      description: first!.summary,
    });
    if (decision !== undefined) entry.analysis = toAnalysis(decision);
    for (const { severity, cvss, epss } of findings.slice(0, 1)) {
      entry.ratings.add(new Models.Vulnerability.Rating({ severity: SEVERITY[severity], ...(cvss === undefined ? {} : { score: cvss }) }));
      if (epss !== undefined) entry.ratings.add(epssRating(epss));
    }
    for (const { purl, binaries } of findings) for (const affect of refsOf(binaries ?? [purl])) entry.affects.add(affect);
    const fixes = findings.filter(({ fixedVersions }) => fixedVersions.length > 0);
    if (fixes.length > 0)
      entry.recommendation = fixes.map(({ purl, fixedVersions }) => `${purlParts(purl).display}: ${fixedVersions.join(', ')}`).join('; ');
    for (const alias of first!.aliases) entry.properties.add(new Models.Property('plimsoll:alias', alias));
    return entry;
  });
  const denied = document.notAffected.map(({ id, purl, justification, evidence }) => {
    const reason = ANALYSIS_JUSTIFICATION[justification];
    const entry = new Models.Vulnerability.Vulnerability({ bomRef: `${id} ${purl}`, id });
    entry.analysis = new Models.Vulnerability.Analysis({
      state: Enums.Vulnerability.AnalysisState.NotAffected,
      ...(reason === undefined ? {} : { justification: reason }),
      detail: evidence,
    });
    for (const affect of refsOf(installedAs(purl))) entry.affects.add(affect);
    return entry;
  });
  return [...open, ...denied];
}

/** CycloneDX names no method for it: `other`, of the source EPSS. */
function epssRating({ probability, percentile, date }: NonNullable<ScanDocument['findings'][number]['epss']>): Models.Vulnerability.Rating {
  return new Models.Vulnerability.Rating({
    source: new Models.Vulnerability.Source({ name: 'EPSS', url: 'https://www.first.org/epss/' }),
    method: Enums.Vulnerability.RatingMethod.Other,
    score: probability,
    justification: `percentile ${percentile} of ${date}`,
  });
}

function toAnalysis(decision: FindingDecision): Models.Vulnerability.Analysis {
  const { response, ...analysis } = analysisOf(decision);
  return new Models.Vulnerability.Analysis({
    ...analysis,
    ...(response === undefined ? {} : { response: new Enums.Vulnerability.AnalysisResponseRepository(response) }),
  });
}

/** The same image gives the same serial number: a name-based UUID over its digest. */
function serialNumberOf({ target }: InventoryDocument): string {
  const hex = createHash('sha256').update(`plimsoll ${target.name} ${target.digest}`).digest('hex');
  const variant = ((Number.parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
