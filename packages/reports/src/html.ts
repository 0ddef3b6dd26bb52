import { countSeverities, SEVERITIES, type Severity } from '@plimsoll/model';
import { remarksOn, withoutFindings } from './claim.ts';
import { count } from './columns.ts';
import { decisionText } from './decided-finding.ts';
import type { InventoryDocument, ScanDocument } from './document.ts';
import { epssPercent } from './epss-percent.ts';
import { isScan, type RenderOptions, type ReportFormat } from './format.ts';
import { htmlPage, htmlTable } from './html-page.ts';
import { escapeMarkup } from './markup.ts';
import { purlParts } from './purl-parts.ts';
import { vulnerabilityAddress } from './vulnerability-address.ts';

/**
 * One HTML file that needs nothing else: no script, no font, no picture, and a content security policy that allows none. Everything of the
 * document is in it, the packages in a part that unfolds.
 */
export const html: ReportFormat = {
  id: 'html',
  mediaType: 'text/html; charset=utf-8',
  extension: 'html',
  summary: 'one HTML file, for people',
  render,
};

function render(document: InventoryDocument | ScanDocument, { now }: RenderOptions): string {
  const { target } = document;
  const facts = [target.digest, target.platform, target.os?.name ?? 'no operating system found', `coverage ${document.coverage}`];
  const parts = [
    ...(isScan(document) ? [summaryOf(document)] : []),
    problemsOf(document),
    ...(isScan(document) ? [findingsOf(document), deniedOf(document)] : []),
    packagesOf(document),
  ];
  return htmlPage(target.name, facts, parts, now);
}

function summaryOf(document: ScanDocument): string {
  const { findings } = document;
  const counts = countSeverities(findings);
  const present = SEVERITIES.filter((severity) => counts[severity] > 0);
  const fixable = findings.filter(({ fixedVersions }) => fixedVersions.length > 0).length;
  const sentence =
    findings.length === 0
      ? withoutFindings(document)
      : `${count(findings.length, 'known vulnerability', 'known vulnerabilities')}, ${fixable} with a fix.`;
  const bar = present.map((severity) => `<i class="${severity}" style="flex:${counts[severity]}"></i>`).join('');
  const list = present.map((severity) => `<li>${severityMark(severity)} <b>${counts[severity]}</b></li>`).join('');
  return `<section class="card pad"><p class="sentence">${sentence}${remarksOn(document, escapeMarkup)}</p><div class="bar" aria-hidden="true">${bar}</div><ul class="counts">${list}</ul></section>`;
}

function problemsOf({ problems, coverage }: InventoryDocument): string {
  if (problems.length === 0) return '';
  const items = problems.map(({ code, message, path }) => {
    const place = path === undefined ? '' : ` <code>${escapeMarkup(path)}</code>`;
    return `<li>${escapeMarkup(message)}${place} <span class="muted">${code}</span></li>`;
  });
  return `<h2>Problems</h2>\n<section class="card pad warning">${count(problems.length, 'problem')}: coverage is ${coverage}.<ul>\n${items.join('\n')}\n</ul></section>`;
}

function findingsOf({ findings }: ScanDocument): string {
  const rows = findings.map((finding) => {
    const { display, version } = purlParts(finding.purl);
    const fix = finding.fixedVersions.length === 0 ? '<span class="muted">no fix yet</span>' : codes(finding.fixedVersions);
    const exploited = finding.exploited ? ' <span class="tag">exploited</span>' : '';
    const epss =
      finding.epss === undefined ? '' : ` <span class="muted">EPSS ${escapeMarkup(epssPercent(finding.epss.probability))}</span>`;
    const decided = finding.decision === undefined ? '' : ` <span class="tag">${finding.decision.kind}</span>`;
    return [
      `<td class="rating">${severityMark(finding.severity)}${finding.cvss === undefined ? '' : ` <span class="muted">${finding.cvss.toFixed(1)}</span>`}</td>`,
      `<td class="id">${link(finding.id)}${exploited}${epss}${decided}</td>`,
      `<td><code>${escapeMarkup(display)}</code></td>`,
      `<td><code>${escapeMarkup(version)}</code></td>`,
      `<td>${fix}</td>`,
      `<td class="summary">${escapeMarkup(finding.summary)}${detailsOf(finding)}</td>`,
    ].join('');
  });
  return htmlTable('Findings', ['Severity', 'Vulnerability', 'Package', 'Installed', 'Fixed in', 'What and where'], rows);
}

function detailsOf({ aliases, purl, binaries = [], path, layer, evidence, decision }: ScanDocument['findings'][number]): string {
  const lines = [
    ['Package', [purl, ...binaries]],
    ['Found in', [path]],
    ['Layer', [layer.digest, layer.instruction].filter((text) => text !== '')],
    ['Also known as', aliases],
    ['Decided', decision === undefined ? [] : [decisionText(decision)]],
    ['Why', evidence.map(({ advisory, range, comparison }) => `${advisory}: ${range}; ${comparison}`)],
  ] as const;
  const shown = lines.filter(([, texts]) => texts.length > 0).map(([name, texts]) => `${name} ${codes(texts)}`);
  return `<details><summary>Evidence</summary>${shown.join('<br>')}</details>`;
}

function deniedOf({ notAffected }: ScanDocument): string {
  const rows = notAffected.map(({ id, purl, justification, evidence }) => {
    const { display, version } = purlParts(purl);
    const reason = justification === 'not_stated' ? '' : `${justification.replaceAll('_', ' ')}: `;
    return `<td class="id">${link(id)}</td><td><code>${escapeMarkup(display)}</code></td><td><code>${escapeMarkup(version)}</code></td><td>${reason}${escapeMarkup(evidence)}</td>`;
  });
  return htmlTable('Not affected', ['Vulnerability', 'Package', 'Installed', 'Why'], rows);
}

function packagesOf({ packages }: InventoryDocument): string {
  const rows = packages.map(({ purl, licenses, locations, unmatched }) => {
    const { display, version, type } = purlParts(purl);
    const note = unmatched === undefined ? '' : `<br><span class="muted">not matched: ${escapeMarkup(unmatched)}</span>`;
    return `<td><code>${escapeMarkup(display)}</code>${note}</td><td><code>${escapeMarkup(version)}</code></td><td>${escapeMarkup(type)}</td><td>${escapeMarkup(licenses.join(', '))}</td><td>${codes(locations.map(({ path }) => path))}</td>`;
  });
  const inside = htmlTable('', ['Package', 'Version', 'Type', 'Licences', 'Found in'], rows);
  return `<h2>Packages</h2>\n<details><summary>${count(packages.length, 'package')}</summary>${inside}</details>`;
}

function severityMark(severity: Severity): string {
  return `<span class="severity"><i class="${severity}"></i>${severity}</span>`;
}

function codes(texts: readonly string[]): string {
  return texts.map((text) => `<code>${escapeMarkup(text)}</code>`).join(', ');
}

function link(id: string): string {
  return `<a href="${escapeMarkup(vulnerabilityAddress(id))}" rel="noopener noreferrer">${escapeMarkup(id)}</a>`;
}
