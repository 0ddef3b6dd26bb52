import { JUSTIFICATIONS, type Justification, PlimsollError } from '@plimsoll/model';
import { z } from 'zod';
import type { VexDocument, VexProduct, VexStatement, VexStatus } from './statement.ts';
import { toVexDocument, type UnreadStatement } from './to-vex-document.ts';

const FullProductName = z.object({
  name: z.string(),
  product_id: z.string(),
  product_identification_helper: z
    .object({
      purl: z.string().optional(),
      hashes: z.array(z.object({ file_hashes: z.array(z.object({ algorithm: z.string(), value: z.string() })) })).optional(),
    })
    .optional(),
});

const Branch = z.object({ branches: z.array(z.unknown()).optional(), product: z.unknown().optional() });

const Relationship = z.object({
  product_reference: z.string(),
  relates_to_product_reference: z.string(),
  full_product_name: z.object({ product_id: z.string() }),
});

const Ids = z.array(z.string()).optional();

const Vulnerability = z.object({
  cve: z.string().optional(),
  ids: z.array(z.object({ text: z.string() })).optional(),
  product_status: z
    .object({ known_not_affected: Ids, fixed: Ids, first_fixed: Ids, known_affected: Ids, under_investigation: Ids })
    .optional(),
  flags: z.array(z.object({ label: z.string(), product_ids: Ids, group_ids: Ids })).optional(),
  threats: z.array(z.object({ category: z.string(), details: z.string(), product_ids: Ids, group_ids: Ids })).optional(),
});

/** The parts of a CSAF 2.0 document that are read. @see https://docs.oasis-open.org/csaf/csaf/v2.0/csaf-v2.0.html */
export const CsafDocument = z.object({
  document: z.object({
    csaf_version: z.string().startsWith('2.'),
    publisher: z.object({ name: z.string() }).optional(),
    tracking: z.object({ current_release_date: z.string().optional() }).optional(),
  }),
  product_tree: z
    .object({
      branches: z.array(z.unknown()).optional(),
      full_product_names: z.array(z.unknown()).optional(),
      relationships: z.array(z.unknown()).optional(),
      product_groups: z.array(z.object({ group_id: z.string(), product_ids: z.array(z.string()) })).optional(),
    })
    .optional(),
  vulnerabilities: z.array(z.unknown()).optional(),
});
type CsafDocument = z.infer<typeof CsafDocument>;

const STATUSES: readonly (readonly [keyof NonNullable<z.infer<typeof Vulnerability>['product_status']>, VexStatus])[] = [
  ['known_not_affected', 'not_affected'],
  ['fixed', 'fixed'],
  ['first_fixed', 'fixed'],
  ['known_affected', 'affected'],
  ['under_investigation', 'under_investigation'],
];

/** Groups are named by many: what a small document means by them can be more than memory holds. */
const MAX_GROUP_MEMBERS = 2_000_000;

/**
 * The statements of a CSAF VEX document. A vulnerability that cannot be read is a problem.
 *
 * @throws PlimsollError LIMIT_EXCEEDED if its groups stand for more than 2,000,000 products
 */
export function readCsaf(document: CsafDocument, file: string): VexDocument {
  const products = productsOf(document);
  const groups = groupsOf(document, file);
  const author = document.document.publisher?.name ?? '';
  const timestamp = document.document.tracking?.current_release_date ?? '';
  const statements = (document.vulnerabilities ?? []).flatMap((one, index): (VexStatement | UnreadStatement)[] => {
    const place = `vulnerabilities[${index}]`;
    const { data } = Vulnerability.safeParse(one);
    if (data === undefined) return [{ place }];
    const vulnerabilities = [...(data.cve === undefined ? [] : [data.cve]), ...(data.ids ?? []).map(({ text }) => text)];
    const reasonOf = reasons(data, groups);
    return STATUSES.flatMap(([list, status]) => {
      // One statement for each reason, not for each product: a platform's document names thousands of products.
      const byReason = Map.groupBy(new Set(data.product_status?.[list]), (id) => JSON.stringify(reasonOf(id)));
      return [...byReason.values()].map((ids, nth): VexStatement => ({
        vulnerabilities,
        status,
        products: ids.flatMap((id) => products.get(id) ?? []),
        ...reasonOf(ids[0]!),
        author,
        file,
        place: `${place}.${list}${nth === 0 ? '' : `, reason ${nth + 1}`}`,
        timestamp,
      }));
    });
  });
  return toVexDocument(statements, file);
}

/** Gives the products of a group, and counts them. */
function groupsOf({ product_tree: tree }: CsafDocument, file: string): (id: string) => readonly string[] {
  const groups = new Map((tree?.product_groups ?? []).map((group) => [group.group_id, group.product_ids]));
  let given = 0;
  return (id) => {
    const members = groups.get(id) ?? [];
    given += members.length;
    if (given > MAX_GROUP_MEMBERS)
      throw new PlimsollError('LIMIT_EXCEEDED', `the product groups of ${file} stand for more than ${MAX_GROUP_MEMBERS} products`);
    return members;
  };
}

function reasons(
  { flags = [], threats = [] }: z.infer<typeof Vulnerability>,
  groupOf: (id: string) => readonly string[],
): (id: string) => { justification: Justification; reason: string } {
  const idsOf = ({
    product_ids = [],
    group_ids = [],
  }: {
    product_ids?: string[] | undefined;
    group_ids?: string[] | undefined;
  }): string[] => [...product_ids, ...[...new Set(group_ids)].flatMap(groupOf)];
  const labels = new Map(flags.flatMap((flag) => idsOf(flag).map((id) => [id, flag.label] as const)));
  const impacts = new Map(
    threats.filter(({ category }) => category === 'impact').flatMap((threat) => idsOf(threat).map((id) => [id, threat.details] as const)),
  );
  return (id) => ({
    justification: JUSTIFICATIONS.find((known) => known === labels.get(id)) ?? 'not_stated',
    reason: impacts.get(id) ?? '',
  });
}

/** Every product by its id: those of the tree, and a component of a product as part of it. */
function productsOf({ product_tree: tree }: CsafDocument): ReadonlyMap<string, VexProduct> {
  const products = new Map<string, VexProduct>();
  const add = (candidate: unknown): void => {
    const { data } = FullProductName.safeParse(candidate);
    if (data !== undefined) products.set(data.product_id, { ids: idsOf(data), subcomponents: [] });
  };
  for (const one of tree?.full_product_names ?? []) add(one);
  const waiting = [...(tree?.branches ?? [])];
  while (waiting.length > 0) {
    const { data } = Branch.safeParse(waiting.pop());
    if (data?.product !== undefined) add(data.product);
    for (const inner of data?.branches ?? []) waiting.push(inner);
  }
  for (const one of tree?.relationships ?? []) {
    const { data } = Relationship.safeParse(one);
    if (data === undefined) continue;
    const parts = purlsIn(products.get(data.product_reference)?.ids ?? []);
    // Without a name of the part, the statement would be about the whole.
    if (parts.length === 0) continue;
    const whole = products.get(data.relates_to_product_reference);
    products.set(data.full_product_name.product_id, { ids: whole?.ids ?? [], subcomponents: parts });
  }
  return products;
}

function idsOf({ product_identification_helper: helper }: z.infer<typeof FullProductName>): string[] {
  const hashes = (helper?.hashes ?? []).flatMap(({ file_hashes }) => file_hashes).filter(({ algorithm }) => algorithm === 'sha256');
  return [...(helper?.purl === undefined ? [] : [helper.purl]), ...new Set(hashes.map(({ value }) => `sha256:${value.toLowerCase()}`))];
}

function purlsIn(ids: readonly string[]): string[] {
  return ids.filter((id) => id.startsWith('pkg:'));
}
