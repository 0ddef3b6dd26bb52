import { statusOf } from './decision-openvex.ts';
import type { ScanDocument } from './document.ts';
import { fixAdvice } from './fix-advice.ts';
import type { ReportFormat, RenderOptions } from './format.ts';
import { imageIdentity } from './image-identity.ts';
import { nameBasedUuid } from './name-based-uuid.ts';
import { requiresScan } from './requires-scan.ts';
import { TOOL } from './tool.ts';

/**
 * OpenVEX 0.2.0: the image is the product, its packages the subcomponents. Findings are `affected` with what to do, or what was
 * decided about them; what is not affected says why. Without either there is nothing to state, and the list of statements is empty, which the schema does not foresee. Severities and
 * problems do not fit in.
 *
 * @see https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md
 */
export const openvex: ReportFormat = {
  id: 'openvex',
  mediaType: 'application/json',
  extension: 'openvex.json',
  summary: 'OpenVEX 0.2.0',
  render: (document, options) => `${JSON.stringify(toVex(requiresScan(document, 'openvex'), options), undefined, 2)}\n`,
};

function toVex(document: ScanDocument, { now }: RenderOptions): unknown {
  const timestamp = now.toISOString();
  const productOf = (purls: readonly string[]): unknown => {
    const { id, sha256 } = imageIdentity(document.target);
    return {
      '@id': id,
      ...(id.startsWith('pkg:') ? { identifiers: { purl: id } } : {}),
      ...(sha256 === undefined ? {} : { hashes: { 'sha-256': sha256 } }),
      subcomponents: [...new Set(purls)].map((purl) => ({ '@id': purl, identifiers: { purl } })),
    };
  };
  const affected = [
    ...Map.groupBy(document.findings, (finding) => JSON.stringify([finding.id, fixAdvice(finding), finding.decision])).values(),
  ].map((group) => ({
    vulnerability: vulnerabilityOf(group[0]!),
    timestamp,
    products: [productOf(group.flatMap(({ purl, binaries = [] }) => [purl, ...binaries]))],
    ...(group[0]!.decision === undefined ? { status: 'affected', action_statement: fixAdvice(group[0]!) } : statusOf(group[0]!.decision)),
  }));
  const denied = document.notAffected.map((denial) => ({
    vulnerability: vulnerabilityOf(denial),
    timestamp,
    products: [productOf([denial.purl])],
    status: 'not_affected',
    ...(denial.justification === 'not_stated'
      ? { impact_statement: denial.evidence }
      : { justification: denial.justification, status_notes: denial.evidence }),
  }));
  return {
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': `urn:uuid:${nameBasedUuid('openvex', document.target.name, document.target.digest, timestamp)}`,
    author: TOOL.name,
    timestamp,
    version: 1,
    tooling: `${TOOL.name} ${TOOL.version}`,
    // Two sets may hold the same package: one statement says it for both.
    statements: [...new Map([...affected, ...denied].map((statement) => [JSON.stringify(statement), statement])).values()],
  };
}

function vulnerabilityOf({ id, aliases }: { readonly id: string; readonly aliases: readonly string[] }): unknown {
  return { name: id, ...(aliases.length === 0 ? {} : { aliases: [...new Set(aliases)] }) };
}
