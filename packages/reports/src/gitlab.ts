import type { Severity } from '@plimsoll/model';
import { count } from './columns.ts';
import type { ScanDocument } from './document.ts';
import { fixAdvice } from './fix-advice.ts';
import type { RenderOptions, ReportFormat } from './format.ts';
import { nameBasedUuid } from './name-based-uuid.ts';
import { purlParts } from './purl-parts.ts';
import { requiresScan } from './requires-scan.ts';
import { TOOL } from './tool.ts';
import { vulnerabilityAddress } from './vulnerability-address.ts';

/**
 * GitLab's container scanning report 15.2: save it as the artifact `container_scanning`. Problems are messages of the scan, and
 * so is how many findings were left out since they are decided; what is not affected does not fit in.
 *
 * @see https://docs.gitlab.com/user/application_security/container_scanning/
 */
export const gitlab: ReportFormat = {
  id: 'gitlab',
  mediaType: 'application/json',
  extension: 'gitlab.json',
  summary: 'the container scanning report of GitLab',
  render: (document, options) => `${JSON.stringify(toReport(requiresScan(document, 'gitlab'), options), undefined, 2)}\n`,
};

const SEVERITIES: Record<Severity, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  negligible: 'Info',
  unknown: 'Unknown',
};

function toReport(document: ScanDocument, { now }: RenderOptions): unknown {
  const time = now.toISOString().slice(0, 19);
  const tool = { id: 'plimsoll', name: TOOL.name, version: TOOL.version, vendor: { name: TOOL.name } };
  const open = document.findings.filter(({ decision }) => decision === undefined);
  const decided = document.findings.length - open.length;
  const isRead = document.coverage === 'complete' || document.coverage === 'partial';
  return {
    version: '15.2.4',
    scan: {
      analyzer: tool,
      scanner: tool,
      type: 'container_scanning',
      status: isRead ? 'success' : 'failure',
      start_time: time,
      end_time: time,
      messages: [
        ...document.problems.map(({ code, message }) => ({ level: 'warn', value: `${code}: ${message}` })),
        ...(document.filter === undefined ? [] : [{ level: 'info', value: `the findings are limited to ${document.filter}` }]),
        ...(decided === 0 ? [] : [{ level: 'info', value: `${count(decided, 'finding is', 'findings are')} left out: decided` }]),
      ],
    },
    vulnerabilities: open.map((finding) => toVulnerability(finding, document.target)),
  };
}

function toVulnerability(finding: ScanDocument['findings'][number], target: ScanDocument['target']): unknown {
  const { display, version } = purlParts(finding.purl);
  return {
    id: nameBasedUuid('gitlab', target.name, finding.id, finding.purl, finding.path, finding.layer.digest),
    name: `${finding.id} in ${display}`.slice(0, 255),
    description: finding.summary,
    severity: SEVERITIES[finding.severity],
    solution: fixAdvice(finding).slice(0, 7000),
    identifiers: [finding.id, ...finding.aliases].map((name) => ({
      type: kindOf(name),
      name,
      value: name,
      url: vulnerabilityAddress(name),
    })),
    links: [{ url: vulnerabilityAddress(finding.id) }],
    details: {
      purl: { type: 'text', name: 'Package URL', value: finding.purl },
      path: { type: 'text', name: 'Path in the image', value: finding.path },
      layer: { type: 'text', name: 'Layer', value: `${finding.layer.digest} ${finding.layer.instruction}`.trim() },
    },
    location: {
      dependency: { package: { name: display }, version },
      operating_system: target.os === null ? 'unknown' : `${target.os.id}:${target.os.version}`,
      image: target.name || 'unknown',
    },
  };
}

/** `cve`, `ghsa`, `dsa`: the letters before the first dash. */
function kindOf(id: string): string {
  return /^[A-Za-z]{1,20}(?=-)/.exec(id)?.[0].toLowerCase() ?? 'other';
}
