import { analysisOf } from './cyclonedx-analysis.ts';
import { type DecidedFinding, imagePurl } from './decided-finding.ts';
import { nameBasedUuid } from './name-based-uuid.ts';
import { purlParts } from './purl-parts.ts';
import { TOOL } from './tool.ts';

/**
 * What people decided, as a CycloneDX 1.6 document: images as components that hold the packages in question, and one vulnerability entry for
 * each decision and vulnerability, with the analysis.
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
  const groups = Map.groupBy(findings, ({ decision, vulnerability }) => JSON.stringify([decision.id, vulnerability]));
  const vulnerabilities = [...groups.values()].map((group) => {
    const { decision, vulnerability } = group[0]!;
    return {
      'bom-ref': `decision-${decision.id}#${vulnerability}`,
      id: vulnerability,
      analysis: { ...analysisOf(decision), firstIssued: decision.createdAt, lastUpdated: decision.createdAt },
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
