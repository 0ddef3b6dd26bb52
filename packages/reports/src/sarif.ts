import { createHash } from 'node:crypto';
import { type Severity, severityRank } from '@plimsoll/model';
import { decisionText } from './decided-finding.ts';
import type { ScanDocument } from './document.ts';
import type { ReportFormat } from './format.ts';
import { imageIdentity } from './image-identity.ts';
import { purlParts } from './purl-parts.ts';
import { requiresScan } from './requires-scan.ts';
import { TOOL } from './tool.ts';
import { vulnerabilityAddress } from './vulnerability-address.ts';

/**
 * SARIF 2.1.0: a rule a vulnerability, a result a finding at its path in the image, with the layer as logical location. What was decided
 * and what is not affected are suppressed results; problems are notifications. Licences and packages without findings do not fit in.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export const sarif: ReportFormat = {
  id: 'sarif',
  mediaType: 'application/sarif+json',
  extension: 'sarif.json',
  summary: 'SARIF 2.1.0, for code scanning',
  render: (document) => `${JSON.stringify(toLog(requiresScan(document, 'sarif')), undefined, 2)}\n`,
};

type Finding = ScanDocument['findings'][number];
type Denial = ScanDocument['notAffected'][number];

const LEVELS: Record<Severity, 'error' | 'warning' | 'note'> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  negligible: 'note',
  unknown: 'warning',
};

/** GitHub's bands of `security-severity`, with the score to use where there is no CVSS score in the band. */
const BANDS: Partial<Record<Severity, { from: number; below: number; score: number }>> = {
  critical: { from: 9, below: 10.1, score: 9.5 },
  high: { from: 7, below: 9, score: 8 },
  medium: { from: 4, below: 7, score: 5.5 },
  low: { from: 0.1, below: 4, score: 2 },
  negligible: { from: 0.1, below: 4, score: 0.1 },
};

function toLog(document: ScanDocument): unknown {
  const byId = Map.groupBy([...document.findings, ...document.notAffected], ({ id }) => id);
  const indexes = new Map([...byId.keys()].map((id, index) => [id, index]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: TOOL.name, version: TOOL.version, rules: [...byId].map(([id, group]) => toRule(id, group)) } },
        invocations: [
          {
            executionSuccessful: document.coverage !== 'unsupported' && document.coverage !== 'not-an-image',
            toolExecutionNotifications: document.problems.map(({ code, message, path }) => ({
              descriptor: { id: code },
              level: 'warning',
              message: { text: message },
              ...(path === undefined ? {} : { locations: [{ physicalLocation: fileAt(path) }] }),
            })),
          },
        ],
        originalUriBaseIds: { IMAGE: { description: { text: `the file system of ${document.target.name}` } } },
        properties: {
          image: document.target.name,
          imageId: imageIdentity(document.target).id,
          coverage: document.coverage,
          ...(document.filter === undefined ? {} : { filter: document.filter }),
        },
        results: [
          ...document.findings.map((finding) => toResult(finding, indexes.get(finding.id)!)),
          ...document.notAffected.map((denial) => toSuppressed(denial, indexes.get(denial.id)!)),
        ],
      },
    ],
  };
}

function toRule(id: string, group: readonly (Finding | Denial)[]): unknown {
  const findings = group.filter((one): one is Finding => 'severity' in one);
  const worst = findings.toSorted((a, b) => severityRank(b.severity) - severityRank(a.severity))[0];
  const names = [id, ...group[0]!.aliases];
  const summary = worst?.summary || id;
  const score = worst === undefined ? undefined : securitySeverity(worst);
  return {
    id,
    shortDescription: { text: cut(summary, 1000) },
    fullDescription: { text: cut(`${summary} (${names.join(', ')})`, 1000) },
    helpUri: vulnerabilityAddress(id),
    help: { text: `${id}: ${summary}\n${names.map(vulnerabilityAddress).join('\n')}` },
    defaultConfiguration: { level: worst === undefined ? 'none' : LEVELS[worst.severity] },
    properties: {
      tags: ['security', 'vulnerability', ...(findings.some(({ exploited }) => exploited) ? ['known-exploited'] : [])],
      ...(score === undefined ? {} : { 'security-severity': score }),
    },
  };
}

/** The CVSS score if it says the same as the judged severity, else one of that severity; undefined if nobody rates it. */
function securitySeverity({ severity, cvss }: Finding): string | undefined {
  const band = BANDS[severity];
  if (band === undefined) return undefined;
  return (cvss !== undefined && cvss >= band.from && cvss < band.below ? cvss : band.score).toFixed(1);
}

function toResult(finding: Finding, ruleIndex: number): unknown {
  const { display, version } = purlParts(finding.purl);
  const fix = finding.fixedVersions.length === 0 ? 'There is no fix yet.' : `Fixed in ${finding.fixedVersions.join(', ')}.`;
  return {
    ruleId: finding.id,
    ruleIndex,
    level: LEVELS[finding.severity],
    message: { text: `${display} ${version} has ${finding.id} (${finding.severity}). ${fix}` },
    locations: [
      {
        physicalLocation: { ...fileAt(finding.path), region: { startLine: 1 } },
        message: { text: `${finding.path} of layer ${finding.layer.digest}` },
        logicalLocations: [
          { name: display, fullyQualifiedName: finding.purl, kind: 'package' },
          ...(finding.layer.digest === ''
            ? []
            : [{ name: finding.layer.digest, fullyQualifiedName: finding.layer.instruction || finding.layer.digest, kind: 'layer' }]),
        ],
      },
    ],
    partialFingerprints: { 'vulnerabilityPackagePath/v1': fingerprintOf(finding.id, finding.purl, finding.path) },
    ...(finding.decision === undefined
      ? {}
      : { suppressions: [{ kind: 'external', status: 'accepted', justification: decisionText(finding.decision) }] }),
    properties: {
      purl: finding.purl,
      fixState: finding.fixState,
      fixedVersions: finding.fixedVersions,
      exploited: finding.exploited,
      ...(finding.epss === undefined ? {} : { epss: finding.epss }),
    },
  };
}

function toSuppressed({ id, purl, justification, evidence }: Denial, ruleIndex: number): unknown {
  const { display, version } = purlParts(purl);
  return {
    ruleId: id,
    ruleIndex,
    kind: 'notApplicable',
    level: 'none',
    message: { text: `${display} ${version} is not affected by ${id}.` },
    locations: [{ logicalLocations: [{ name: display, fullyQualifiedName: purl, kind: 'package' }] }],
    partialFingerprints: { 'vulnerabilityPackagePath/v1': fingerprintOf(id, purl, '') },
    suppressions: [{ kind: 'external', status: 'accepted', justification: `${justification}: ${evidence}` }],
    properties: { purl },
  };
}

/** The same finding in the next build: the version and the layer may change, the package and its place do not. */
function fingerprintOf(id: string, purl: string, path: string): string {
  const { type, namespace, name } = purlParts(purl);
  return createHash('sha256')
    .update(JSON.stringify([id, type, namespace, name, path]))
    .digest('hex')
    .slice(0, 32);
}

function fileAt(path: string): { artifactLocation: { uri: string; uriBaseId: string } } {
  return { artifactLocation: { uri: path.toWellFormed().split('/').map(encodeURIComponent).join('/'), uriBaseId: 'IMAGE' } };
}

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
