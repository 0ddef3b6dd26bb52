import type { Justification } from '@plimsoll/model';
import { z } from 'zod';
import { componentsOf, type CycloneDxComponent, type CycloneDxDocument } from '../cyclonedx.ts';
import { parseImageId } from './image-ids.ts';
import type { VexDocument, VexProduct, VexStatement, VexStatus } from './statement.ts';
import { toVexDocument, type UnreadStatement } from './to-vex-document.ts';

const STATUS = new Map<string, VexStatus>(
  Object.entries({
    not_affected: 'not_affected',
    false_positive: 'not_affected',
    resolved: 'fixed',
    resolved_with_pedigree: 'fixed',
    exploitable: 'affected',
    in_triage: 'under_investigation',
  } as const),
);

/** The reasons of CycloneDX that say the same as one of OpenVEX; the others stay in words. */
const JUSTIFICATION = new Map<string, Justification>(
  Object.entries({
    code_not_present: 'vulnerable_code_not_present',
    code_not_reachable: 'vulnerable_code_not_in_execute_path',
    protected_by_compiler: 'inline_mitigations_already_exist',
    protected_at_runtime: 'inline_mitigations_already_exist',
    protected_at_perimeter: 'inline_mitigations_already_exist',
    protected_by_mitigating_control: 'inline_mitigations_already_exist',
  } as const),
);

const Vulnerability = z.object({
  id: z.string(),
  references: z.array(z.object({ id: z.string() })).optional(),
  analysis: z
    .object({
      state: z.string().optional(),
      justification: z.string().optional(),
      detail: z.string().optional(),
      lastUpdated: z.string().optional(),
    })
    .optional(),
  affects: z.array(z.object({ ref: z.string() })).optional(),
});

/**
 * The statements of a CycloneDX document: vulnerabilities with an analysis. Those without one say nothing. Never throws: what cannot be read is
 * a problem.
 *
 * @see https://cyclonedx.org/docs/1.6/json/#vulnerabilities_items_analysis
 */
export function readCycloneDxVex(document: CycloneDxDocument, file: string): VexDocument {
  const productOf = productsOf(document);
  const metadata = document.metadata;
  const author = metadata?.authors?.find(({ name }) => name !== undefined)?.name ?? metadata?.supplier?.name ?? '';
  const statements = (document.vulnerabilities ?? []).flatMap((one, index): (VexStatement | UnreadStatement)[] => {
    const place = `vulnerabilities[${index}]`;
    const { data } = Vulnerability.safeParse(one);
    if (data === undefined) return [{ place }];
    const { state = '', justification = '', detail = '', lastUpdated } = data.analysis ?? {};
    const status = STATUS.get(state);
    if (status === undefined) return [];
    return [
      {
        vulnerabilities: [data.id, ...(data.references ?? []).map(({ id }) => id)],
        status,
        products: (data.affects ?? []).map(({ ref }) => productOf(ref)),
        justification: JUSTIFICATION.get(justification) ?? 'not_stated',
        reason: [state === 'false_positive' ? 'false positive' : '', JUSTIFICATION.has(justification) ? '' : justification, detail]
          .filter((text) => text !== '')
          .join(': '),
        author,
        file,
        place,
        timestamp: lastUpdated ?? metadata?.timestamp ?? '',
      },
    ];
  });
  return toVexDocument(statements, file);
}

/**
 * A reference is the bom-ref of a component here or, as a BOM-Link, in another document; purls stand for themselves. A package inside a
 * container is part of that image. A document about one image speaks of what is within it.
 */
function productsOf(document: CycloneDxDocument): (ref: string) => VexProduct {
  const subject = document.metadata?.component;
  const { components, holders } = componentsOf(document);
  const all = [...(subject === undefined ? [] : [subject]), ...components];
  const byRef = new Map(all.map((component) => [component['bom-ref'] ?? '', component]));
  const within = subject?.type === 'container' ? idsOf(subject).filter((id) => parseImageId(id) !== undefined) : [];
  const about = within.length === 0 ? {} : { within };
  return (ref) => {
    const component = byRef.get(ref);
    if (component === undefined) return { ids: [decode(/^urn:cdx:[^#]+#(.+)$/s.exec(ref)?.[1] ?? ref)], subcomponents: [], ...about };
    const image = containerOf(component);
    if (image !== undefined && component.purl !== undefined) return { ids: idsOf(image), subcomponents: [component.purl] };
    return { ids: idsOf(component), subcomponents: [], ...(component === subject ? {} : about) };
  };

  function containerOf(component: CycloneDxComponent): CycloneDxComponent | undefined {
    let holder = holders.get(component);
    while (holder !== undefined && holder.type !== 'container') holder = holders.get(holder);
    return holder;
  }

  function idsOf({ purl, name, version }: CycloneDxComponent): string[] {
    const digest = version?.startsWith('sha256:') === true ? version : undefined;
    return [purl ?? name, digest].flatMap((id) => id || []);
  }
}

function decode(text: string): string {
  try {
    return text.startsWith('pkg%3A') ? decodeURIComponent(text) : text;
  } catch {
    return text;
  }
}
