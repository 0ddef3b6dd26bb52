import { decisionText } from './decided-finding.ts';
import type { ScanDocument } from './document.ts';
import { fixAdvice } from './fix-advice.ts';
import type { RenderOptions, ReportFormat } from './format.ts';
import { escapeMarkup } from './markup.ts';
import { purlParts } from './purl-parts.ts';
import { requiresScan } from './requires-scan.ts';
import { vulnerabilityAddress } from './vulnerability-address.ts';

/**
 * JUnit XML: a suite an image, a failing test a finding, a skipped one for what was decided or is not affected. An image without findings is
 * one test that passes, or that is skipped if the image was not read whole or not everything was asked for. Problems are what the suite wrote to its error stream.
 *
 * @see https://github.com/testmoapp/junitxml
 */
export const junit: ReportFormat = {
  id: 'junit',
  mediaType: 'application/xml',
  extension: 'junit.xml',
  summary: 'JUnit XML, for test reports of CI',
  render: (document, options) => toXml(requiresScan(document, 'junit'), options),
};

function toXml(document: ScanDocument, { now }: RenderOptions): string {
  const { target, findings, notAffected, problems, coverage, filter } = document;
  const open = findings.filter(({ decision }) => decision === undefined);
  const cases = [...findings.map(toCase), ...notAffected.map(toSkipped)];
  if (findings.length === 0) cases.push(withoutFindings(document));
  const isUnsure = findings.length === 0 && (coverage !== 'complete' || filter !== undefined);
  const skipped = findings.length - open.length + notAffected.length + (isUnsure ? 1 : 0);
  const counts = attributes({ tests: String(cases.length), failures: String(open.length), errors: '0', skipped: String(skipped) });
  const properties = {
    digest: target.digest,
    platform: target.platform,
    os: target.os?.name ?? '',
    coverage,
    ...(filter === undefined ? {} : { filter }),
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'Plimsoll' })}${counts}>`,
    `  <testsuite${attributes({ name: target.name, timestamp: now.toISOString().slice(0, 19) })}${counts} time="0">`,
    '    <properties>',
    ...Object.entries(properties).map(([name, value]) => `      <property${attributes({ name, value })}/>`),
    '    </properties>',
    ...cases,
    ...(problems.length === 0
      ? []
      : [`    <system-err>${escapeMarkup(problems.map(({ code, message }) => `${code}: ${message}`).join('\n'))}</system-err>`]),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function toCase(finding: ScanDocument['findings'][number]): string {
  const { id, purl, decision } = finding;
  return decision === undefined ? toFailure(finding) : skippedCase(id, purl, decisionText(decision));
}

function toFailure(finding: ScanDocument['findings'][number]): string {
  const { display, version } = purlParts(finding.purl);
  const message = `${display} ${version} has ${finding.id} (${finding.severity})`;
  const lines = [
    finding.summary,
    fixAdvice(finding),
    `at ${finding.path} of layer ${finding.layer.digest} ${finding.layer.instruction}`,
    ...finding.evidence.map(({ advisory, range, comparison }) => `${advisory} says ${range}: ${comparison}`),
    vulnerabilityAddress(finding.id),
  ].filter((line) => line !== '');
  return [
    `    <testcase${attributes({ classname: finding.purl, name: `${finding.id} ${display}`, time: '0' })}>`,
    `      <failure${attributes({ type: finding.severity, message })}>${escapeMarkup(lines.join('\n'))}</failure>`,
    '    </testcase>',
  ].join('\n');
}

function toSkipped({ id, purl, justification, evidence }: ScanDocument['notAffected'][number]): string {
  return skippedCase(id, purl, `not affected, ${justification}: ${evidence}`);
}

function skippedCase(id: string, purl: string, message: string): string {
  return [
    `    <testcase${attributes({ classname: purl, name: `${id} ${purlParts(purl).display}`, time: '0' })}>`,
    `      <skipped${attributes({ message })}/>`,
    '    </testcase>',
  ].join('\n');
}

function withoutFindings({ coverage, filter }: ScanDocument): string {
  const open = `    <testcase${attributes({ classname: 'plimsoll', name: 'no known vulnerabilities', time: '0' })}`;
  const doubts = [
    ...(coverage === 'complete' ? [] : [`coverage is ${coverage}`]),
    ...(filter === undefined ? [] : [`only this was asked for: ${filter}`]),
  ];
  if (doubts.length === 0) return `${open}/>`;
  return `${open}>\n      <skipped${attributes({ message: `nothing found, but ${doubts.join(' and ')}` })}/>\n    </testcase>`;
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeMarkup(value)}"`)
    .join('');
}
