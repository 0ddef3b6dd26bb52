import { countSeverities, SEVERITIES } from '@plimsoll/model';
import { remarksOn, withoutFindings } from './claim.ts';
import { count } from './columns.ts';
import type { InventoryDocument, ScanDocument } from './document.ts';
import { epssPercent } from './epss-percent.ts';
import { isScan, type ReportFormat } from './format.ts';
import { code, table } from './markdown-table.ts';
import { purlParts } from './purl-parts.ts';
import { vulnerabilityAddress } from './vulnerability-address.ts';

/**
 * GitHub-flavoured Markdown for a pull request: a sentence, then a row a finding (or a package). All text of the image is in code spans, so
 * that it can neither mention nor link nor format. It stays under the 65,536 characters of a comment; what is left out is counted.
 *
 * @see https://github.github.com/gfm/
 */
export const markdown: ReportFormat = {
  id: 'markdown',
  mediaType: 'text/markdown; charset=utf-8',
  extension: 'md',
  summary: 'Markdown, for pull requests',
  render: (document) => `${(isScan(document) ? scanLines(document) : inventoryLines(document)).join('\n')}\n`,
};

const MAX_PROBLEMS = 20;

function scanLines(document: ScanDocument): string[] {
  const { findings, notAffected } = document;
  const counts = countSeverities(findings);
  const parts = SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) => `${counts[severity]} ${severity}`);
  const fixable = findings.filter(({ fixedVersions }) => fixedVersions.length > 0).length;
  const sentence =
    findings.length === 0
      ? withoutFindings(document)
      : `**${count(findings.length, 'known vulnerability', 'known vulnerabilities')}**: ${parts.join(', ')}. ${fixable} with a fix.`;
  const rows = findings.map((finding) => {
    const { display, version } = purlParts(finding.purl);
    const fix = finding.fixedVersions.length === 0 ? 'no fix yet' : code(finding.fixedVersions.join(', '));
    return [
      [
        finding.severity,
        ...(finding.exploited ? ['exploited'] : []),
        ...(finding.epss === undefined ? [] : [`EPSS ${epssPercent(finding.epss.probability)}`]),
        ...(finding.decision === undefined ? [] : [finding.decision.kind]),
      ].join(', '),
      `[${code(finding.id)}](${vulnerabilityAddress(finding.id)})`,
      code(display),
      code(version),
      fix,
      code(finding.layer.instruction || finding.path),
    ];
  });
  return [
    ...heading(document),
    sentence + remarksOn(document, code),
    ...(notAffected.length === 0
      ? []
      : ['', `${count(notAffected.length, 'more is', 'more are')} named by advisories without affecting the image.`]),
    ...table(['Severity', 'Vulnerability', 'Package', 'Installed', 'Fixed in', 'Layer'], rows),
    ...problemLines(document),
  ];
}

function inventoryLines(document: InventoryDocument): string[] {
  const rows = document.packages.map(({ purl, licenses, locations }) => {
    const { display, version, type } = purlParts(purl);
    return [code(display), code(version), type, code(licenses.join(', ')), code(locations.map(({ path }) => path).join(', '))];
  });
  return [
    ...heading(document),
    `${count(document.packages.length, 'package')}.`,
    ...table(['Package', 'Version', 'Type', 'Licences', 'Paths'], rows),
    ...problemLines(document),
  ];
}

function heading({ target, coverage }: InventoryDocument): string[] {
  const facts = [target.digest, target.platform, target.os?.name ?? ''].filter((text) => text !== '').map(code);
  return [`### ${code(target.name)}`, '', [...facts, `coverage ${coverage}`].join(' · '), ''];
}

function problemLines({ problems, coverage }: InventoryDocument): string[] {
  if (problems.length === 0) return [];
  const shown = problems.slice(0, MAX_PROBLEMS);
  return [
    '',
    `**${count(problems.length, 'problem')}**, coverage is ${coverage}:`,
    '',
    ...shown.map(({ code: name, message }) => `- ${name}: ${code(message)}`),
    ...(shown.length === problems.length ? [] : [`- and ${problems.length - shown.length} more`]),
  ];
}
