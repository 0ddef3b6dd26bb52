import type { Justification } from '@plimsoll/model';
import { decisionText, type DecidedFinding, imagePurl } from './decided-finding.ts';
import { nameBasedUuid } from './name-based-uuid.ts';
import { purlParts } from './purl-parts.ts';
import { TOOL } from './tool.ts';

/** Where both vocabularies mean the same; for the others the text says it. */
const JUSTIFICATION: { readonly [name in Justification]?: string } = {
  vulnerable_code_not_present: 'code_not_present',
  component_not_present: 'code_not_present',
  vulnerable_code_not_in_execute_path: 'code_not_reachable',
  inline_mitigations_already_exist: 'protected_by_mitigating_control',
};

/**
 * What people decided, as a CycloneDX 1.6 document: images as components that hold the packages in question, and one vulnerability entry for
 * each decision and vulnerability, with the analysis. An accepted risk is `exploitable` with the answer `will_not_fix`.
 *
 * @see https://cyclonedx.org/capabilities/vex/
 */
export function decisionCyclonedx(findings: readonly DecidedFinding[], now: Date): Record<string, unknown> {
  const images = Map.groupBy(findings, ({ image }) => imagePurl(image));
  const components = [...images].map(([image, of]) => ({
    type: 'container',
    'bom-ref': image,
    name: of[0]!.image.uri,
    version: of[0]!.image.digest,
    purl: image,
    components: [...new Set(of.flatMap(({ packages }) => packages))].map((purl) => toComponent(image, purl)),
  }));
  const groups = Map.groupBy(findings, ({ decision, vulnerability }) => JSON.stringify([decision, vulnerability]));
  const vulnerabilities = [...groups.values()].map((group) => {
    const { decision, vulnerability } = group[0]!;
    return {
      'bom-ref': `decision-${decision}#${vulnerability}`,
      id: vulnerability,
      analysis: analysisOf(group[0]!),
      affects: group.flatMap(({ image, packages }) => packages.map((purl) => ({ ref: refOf(imagePurl(image), purl) }))),
    };
  });
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${nameBasedUuid('decisions', JSON.stringify(vulnerabilities), now.toISOString())}`,
    version: 1,
    metadata: {
      timestamp: now.toISOString(),
      tools: { components: [{ type: 'application', name: TOOL.name, version: TOOL.version }] },
    },
    components,
    vulnerabilities,
  };
}

function toComponent(image: string, purl: string): unknown {
  const { namespace, name, version } = purlParts(purl);
  return { type: 'library', 'bom-ref': refOf(image, purl), name, ...(namespace === '' ? {} : { group: namespace }), version, purl };
}

/** A package of an image: the same package may be in many. */
function refOf(image: string, purl: string): string {
  return `${image}#${purl}`;
}

function analysisOf(finding: DecidedFinding): Record<string, unknown> {
  const { kind, justification, createdAt } = finding;
  const times = { firstIssued: createdAt.toISOString(), lastUpdated: createdAt.toISOString() };
  const detail = decisionText(finding);
  if (kind === 'accepted') return { state: 'exploitable', response: ['will_not_fix'], detail, ...times };
  if (kind === 'false-positive') return { state: 'false_positive', detail, ...times };
  const known = justification === undefined ? undefined : JUSTIFICATION[justification];
  const isPlain = justification === undefined || justification === 'not_stated' || known !== undefined;
  return {
    state: 'not_affected',
    ...(known === undefined ? {} : { justification: known }),
    detail: isPlain ? detail : `${detail} (${justification.replaceAll('_', ' ')})`,
    ...times,
  };
}
