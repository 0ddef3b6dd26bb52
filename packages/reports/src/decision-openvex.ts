import { decisionText, type DecidedFinding, imagePurl } from './decided-finding.ts';
import type { FindingDecision } from './document.ts';
import { nameBasedUuid } from './name-based-uuid.ts';
import { TOOL } from './tool.ts';

/**
 * What people decided, as an OpenVEX 0.2.0 document: one statement for each decision and vulnerability, the images as products and their
 * packages as subcomponents. An accepted risk is `affected` with the decision as action; a false positive is `not_affected` with the reason as
 * impact. Without decisions the list of statements is empty, which the schema does not foresee.
 *
 * @see https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md
 */
export function decisionOpenvex(findings: readonly DecidedFinding[], now: Date): Record<string, unknown> {
  const groups = Map.groupBy(findings, ({ decision, vulnerability }) => JSON.stringify([decision.id, vulnerability]));
  const statements = [...groups.values()].map((group) => {
    const [first] = group;
    const { vulnerability, aliases, decision } = first!;
    return {
      vulnerability: { name: vulnerability, ...(aliases.length === 0 ? {} : { aliases: [...new Set(aliases)] }) },
      timestamp: decision.createdAt,
      products: group.map(productOf),
      ...statusOf(decision),
    };
  });
  const timestamp = now.toISOString();
  return {
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': `urn:uuid:${nameBasedUuid('decisions', JSON.stringify(statements), timestamp)}`,
    author: TOOL.name,
    timestamp,
    version: 1,
    tooling: `${TOOL.name} ${TOOL.version}`,
    statements,
  };
}

function productOf({ image, packages }: DecidedFinding): unknown {
  const id = imagePurl(image);
  return {
    '@id': id,
    identifiers: { purl: id },
    hashes: { 'sha-256': image.digest.slice('sha256:'.length) },
    subcomponents: packages.map((purl) => ({ '@id': purl, identifiers: { purl } })),
  };
}

/** A decision as status, with the reason where OpenVEX wants it. */
export function statusOf(decision: FindingDecision): Record<string, string> {
  const text = decisionText(decision);
  if (decision.kind === 'accepted') return { status: 'affected', action_statement: text };
  const { justification } = decision;
  if (justification === undefined || justification === 'not_stated') return { status: 'not_affected', impact_statement: text };
  return { status: 'not_affected', justification, status_notes: text };
}
