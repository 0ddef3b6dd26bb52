import { styleText } from 'node:util';
import { countSeverities, SEVERITIES, type Severity } from '@plimsoll/model';
import { remarksOn, withoutFindings } from './claim.ts';
import { align, count, printable, widthsOf } from './columns.ts';
import type { InventoryDocument, ScanDocument } from './document.ts';
import { epssPercent } from './epss-percent.ts';
import { isScan, type RenderOptions, type ReportFormat } from './format.ts';
import { purlParts } from './purl-parts.ts';

/** For people: a sentence, then a row a finding (or a package), then what could not be read. */
export const table: ReportFormat = { id: 'table', mediaType: 'text/plain; charset=utf-8', extension: 'txt', summary: 'for people', render };

/** What the layer keeps before the column of EPSS scores is left out. */
const LAYER_WIDTH = 24;

type Style = Parameters<typeof styleText>[0];

const STYLES: Record<Severity, Style> = {
  critical: ['magenta', 'bold'],
  high: 'red',
  medium: 'yellow',
  low: 'cyan',
  negligible: 'gray',
  unknown: 'gray',
};

function render(document: InventoryDocument | ScanDocument, options: RenderOptions): string {
  const paint = (style: Style, text: string): string => (options.color ? styleText(style, text, { validateStream: false }) : text);
  const lines = [paint('bold', printable(document.target.name)), identityOf(document), ''];
  if (isScan(document)) lines.push(sentenceOf(document), '', ...findingRows(document, options, paint));
  else lines.push(`${count(document.packages.length, 'package')}.`, '', ...packageRows(document, options));
  if (document.problems.length > 0) {
    lines.push('', paint('yellow', `${count(document.problems.length, 'problem')}: coverage is ${document.coverage}`));
    for (const { code, message } of document.problems) lines.push(`  ${printable(code)}  ${printable(message)}`);
  }
  return `${lines.join('\n')}\n`;
}

function identityOf({ target, coverage }: InventoryDocument): string {
  return [target.digest, target.platform, target.os?.name ?? 'no operating system found', `coverage ${coverage}`]
    .filter(Boolean)
    .map(printable)
    .join(' · ');
}

function sentenceOf(document: ScanDocument): string {
  const { findings, notAffected } = document;
  const remarks = remarksOn(document, printable);
  const denied = notAffected.length === 0 ? '' : ` ${notAffected.length} more named by advisories, but not affected.`;
  if (findings.length === 0) {
    return `${withoutFindings(document)}${remarks}${denied}`;
  }
  const counts = countSeverities(findings);
  const parts = SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) => `${counts[severity]} ${severity}`);
  const fixable = findings.filter(({ fixedVersions }) => fixedVersions.length > 0).length;
  return `${count(findings.length, 'known vulnerability', 'known vulnerabilities')}: ${parts.join(', ')}. ${fixable} with a fix.${remarks}${denied}`;
}

function findingRows({ findings }: ScanDocument, { columns }: RenderOptions, paint: (style: Style, text: string) => string): string[] {
  if (findings.length === 0) return [];
  const rows = findings.map((finding) => {
    const { display, version } = purlParts(finding.purl);
    const fix = finding.fixedVersions.length === 0 ? 'no fix yet' : finding.fixedVersions.join(', ');
    return {
      severity: finding.severity,
      epss: finding.epss === undefined ? '' : epssPercent(finding.epss.probability),
      cells: [finding.severity, finding.id + notesOn(finding), display, version, fix, finding.layer.instruction],
    };
  });
  const plain = { header: ['SEVERITY', 'VULNERABILITY', 'PACKAGE', 'INSTALLED', 'FIXED IN', 'LAYER'], rows };
  const scored = {
    header: plain.header.toSpliced(2, 0, 'EPSS'),
    rows: rows.map(({ epss, cells, ...row }) => ({ ...row, epss, cells: cells.toSpliced(2, 0, epss) })),
  };
  const widthsFor = (shown: typeof plain): number[] => widthsOf([shown.header, ...shown.rows.map(({ cells }) => cells)], columns);
  const hasRoom = rows.some(({ epss }) => epss !== '') && widthsFor(scored).at(-1)! >= Math.min(LAYER_WIDTH, widthsFor(plain).at(-1)!);
  const shown = hasRoom ? scored : plain;
  const widths = widthsFor(shown);
  return [
    align(shown.header, widths),
    ...shown.rows.map(({ severity, cells }) => {
      const line = align(cells, widths);
      return paint(STYLES[severity], line.slice(0, widths[0])) + line.slice(widths[0]);
    }),
  ];
}

/** ` (exploited, accepted)` */
function notesOn({ exploited, decision }: ScanDocument['findings'][number]): string {
  const notes = [...(exploited ? ['exploited'] : []), ...(decision === undefined ? [] : [decision.kind])];
  return notes.length === 0 ? '' : ` (${notes.join(', ')})`;
}

function packageRows({ packages }: InventoryDocument, { columns }: RenderOptions): string[] {
  const header = ['PACKAGE', 'VERSION', 'TYPE', 'PATH'];
  const rows = packages.map(({ purl, locations }) => {
    const { display, version, type } = purlParts(purl);
    return [display, version, type, locations[0]!.path + (locations.length > 1 ? ` and ${locations.length - 1} more` : '')];
  });
  const widths = widthsOf([header, ...rows], columns);
  return [header, ...rows].map((cells) => align(cells, widths));
}
