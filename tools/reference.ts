import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { MATCHED_ECOSYSTEMS } from '@plimsoll/advisories';
import { analyzers } from '@plimsoll/analyzers';
import { checks } from '@plimsoll/checks';
import { endpoints } from '@plimsoll/contract';
import { riskOf, type RiskFactors } from '@plimsoll/db';
import { distributions } from '@plimsoll/matcher';
import { formats } from '@plimsoll/reports';
import { jobs } from '@plimsoll/server';
import { schemes } from '@plimsoll/versions';

/** Writes `docs/reference.md`: everything that is registered, from the registries. Usage: node tools/reference.ts */
export const REFERENCE_FILE: string = resolve(import.meta.dirname, '../docs/reference.md');

const RISK_TEXT =
  'Lists of vulnerabilities are in the order of their risk, a whole number of 0 to 10,000: `800 x CVSS base score + 2000 x likelihood`. The likelihood is 1 where CISA lists the vulnerability as exploited, else the EPSS probability (the highest of its CVEs), else 0. Without a CVSS score the severity says what is typical: 9.5 critical, 8 high, 5.5 medium, 2.5 low, 1 negligible, 3 unknown. Vulnerabilities of the same risk are in the order in which they were first seen, newest first.';

/** What the reference shows of the formula. */
const RISKS: readonly RiskFactors[] = [
  { severity: 'critical', cvss: 9.8, exploited: true, probability: 0.94 },
  { severity: 'critical', cvss: 9.8, exploited: false, probability: 0.94 },
  { severity: 'critical', cvss: 9.8, exploited: false, probability: 0.0004 },
  { severity: 'high', cvss: 7.5, exploited: false, probability: 0.94 },
  { severity: 'high', cvss: 7.5, exploited: false },
  { severity: 'medium', cvss: 5.3, exploited: true },
  { severity: 'high', exploited: false },
  { severity: 'unknown', exploited: false },
];

export function referenceText(): string {
  return [
    '# Reference',
    'Everything that is registered. Written by `node tools/reference.ts`; a test fails when it is out of date.',
    ...section(
      'Package analyzers',
      ['Id', 'Version'],
      analyzers.map(({ id, version }) => [code(id), String(version)]),
    ),
    ...section(
      'Distributions',
      ['os-release ID', 'Packages', 'Advisories', 'Judged by', 'End of life'],
      distributions.map(({ id, packageType, ecosystem, named, endOfLife }) => [
        code(id),
        packageType,
        ecosystem,
        `${named} package`,
        endOfLife?.product ?? '',
      ]),
    ),
    ...section(
      'Version orders',
      ['Id', 'Ecosystems', 'Source'],
      schemes.map(({ id, ecosystems, urls }) => [code(id), ecosystems.join(', '), urls.join(' ')]),
    ),
    ...section(
      'Advisory feeds',
      ['Id', 'Content'],
      [
        ...MATCHED_ECOSYSTEMS.map((name) => [code(name), 'OSV records']),
        [code('kev'), "CISA's catalogue of known exploited vulnerabilities"],
        [code('epss'), "FIRST's EPSS scores: how probable it is that a CVE is exploited within 30 days"],
        [code('end-of-life/*'), 'dates of distribution releases'],
      ],
    ),
    ...section(
      'Risk',
      ['Severity', 'CVSS', 'EPSS', 'Exploited', 'Risk'],
      RISKS.map((factors) => [
        factors.severity,
        factors.cvss?.toFixed(1) ?? 'none',
        factors.probability === undefined ? 'none' : String(factors.probability),
        factors.exploited ? 'yes' : 'no',
        String(riskOf(factors)),
      ]),
    ),
    RISK_TEXT,
    ...section(
      'Configuration checks',
      ['Id', 'What is right', 'Severity', 'CIS Docker'],
      checks.map(({ id, title, severity, cis = '' }) => [code(id), title, severity, cis]),
    ),
    ...section(
      'Report formats',
      ['Id', 'What it is'],
      formats.map(({ id, summary }) => [code(id), summary]),
    ),
    ...section(
      'Background jobs',
      ['Name', 'Role', 'Tries'],
      jobs.map(({ name, role, retries }) => [code(name), role, String(retries + 1)]),
    ),
    ...section(
      'HTTP API',
      ['Operation', 'Request', 'Role', 'What it does'],
      Object.entries(endpoints)
        .toSorted(([, a], [, b]) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.method < b.method ? -1 : 1))
        .map(([name, { method, path, role, summary }]) => [code(name), code(`${method} ${path}`), role, summary]),
    ),
    '',
  ].join('\n\n');
}

function section(title: string, header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [`## ${title}`, [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')];
}

function code(text: string): string {
  return `\`${text}\``;
}

if (import.meta.main) await writeFile(REFERENCE_FILE, referenceText());
