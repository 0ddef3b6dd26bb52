import { toRecord } from './csv-record.ts';
import { decisionText } from './decided-finding.ts';
import type { InventoryDocument, ScanDocument } from './document.ts';
import { isScan, type ReportFormat } from './format.ts';
import { purlParts } from './purl-parts.ts';

/**
 * Comma-separated values: a row a finding, then a row for each thing that is not affected; of an inventory a row a package. Every cell is
 * quoted, lists are joined by blanks, and a cell that a spreadsheet would run as a formula starts with an apostrophe. Problems and
 * what the findings were limited to do not fit in.
 *
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export const csv: ReportFormat = {
  id: 'csv',
  mediaType: 'text/csv; charset=utf-8; header=present',
  extension: 'csv',
  summary: 'for spreadsheets',
  render: (document) => (isScan(document) ? findingRows(document) : packageRows(document)).map(toRecord).join(''),
};

const FINDING_HEADER = [
  'status',
  'severity',
  'vulnerability',
  'aliases',
  'package',
  'version',
  'fixed versions',
  'fix state',
  'cvss',
  'exploited',
  'epss',
  'epss percentile',
  'path',
  'layer',
  'instruction',
  'purl',
  'summary',
  'decision',
];

function findingRows({ findings, notAffected }: ScanDocument): string[][] {
  return [
    FINDING_HEADER,
    ...findings.map((finding) => {
      const { display, version } = purlParts(finding.purl);
      return [
        finding.decision === undefined ? 'affected' : `decided: ${finding.decision.kind}`,
        finding.severity,
        finding.id,
        finding.aliases.join(' '),
        display,
        version,
        finding.fixedVersions.join(' '),
        finding.fixState,
        finding.cvss === undefined ? '' : String(finding.cvss),
        finding.exploited ? 'yes' : 'no',
        finding.epss === undefined ? '' : String(finding.epss.probability),
        finding.epss === undefined ? '' : String(finding.epss.percentile),
        finding.path,
        finding.layer.digest,
        finding.layer.instruction,
        finding.purl,
        finding.summary,
        finding.decision === undefined ? '' : decisionText(finding.decision),
      ];
    }),
    ...notAffected.map(({ id, aliases, purl, justification, evidence }) => {
      const { display, version } = purlParts(purl);
      return [
        `not_affected: ${justification}`,
        '',
        id,
        aliases.join(' '),
        display,
        version,
        ...Array<string>(9).fill(''),
        purl,
        evidence,
        '',
      ];
    }),
  ];
}

function packageRows({ packages }: InventoryDocument): string[][] {
  return [
    ['package', 'version', 'type', 'licenses', 'paths', 'layers', 'purl'],
    ...packages.map(({ purl, licenses, locations }) => {
      const { display, version, type } = purlParts(purl);
      const paths = locations.map(({ path }) => path).join(' ');
      return [display, version, type, licenses.join(' '), paths, locations.map(({ layer }) => layer.digest).join(' '), purl];
    }),
  ];
}
