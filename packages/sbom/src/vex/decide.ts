import type { Justification } from '@plimsoll/model';
import type { PackageURL } from 'packageurl-js';
import { parseImageId } from './image-ids.ts';
import { fitsPurl, parsePurl } from './package-ids.ts';
import type { VexProduct, VexStatement } from './statement.ts';

/** The image that was read, for statements about images. */
export interface VexImage {
  /** As it was named; may be empty. */
  readonly name: string;
  /** `sha256:..`, or empty. */
  readonly digest: string;
}

/** What a statement may be about. */
export interface VexQuestion {
  /** Every name of the vulnerability. */
  readonly vulnerabilities: readonly string[];
  /** The package under each purl: what the advisories name and what it is installed as. */
  readonly purls: readonly string[];
}

/** Why what a statement is about is no finding; undefined if it stays one. What is fixed has no vulnerable code any more. */
export function denialOf({ status, justification }: VexStatement): Justification | undefined {
  if (status === 'fixed') return 'vulnerable_code_not_present';
  return status === 'not_affected' ? justification : undefined;
}

/** Later statements count; of those at the same time, or without one, the last. */
export function inOrderOfTime(statements: readonly VexStatement[]): VexStatement[] {
  return statements.toSorted((a, b) => timeOf(a) - timeOf(b));
}

/**
 * Prepares statements for many questions.
 *
 * @returns a function that gives the statement that counts for a vulnerability of a package in the image: the latest of those that cover it,
 * the last one where times are equal or missing; undefined if none does
 */
export function decideBy(statements: readonly VexStatement[], image: VexImage): (question: VexQuestion) => VexStatement | undefined {
  const byName = new Map<string, Set<VexStatement>>();
  for (const statement of statements) {
    for (const name of statement.vulnerabilities) {
      const known = byName.get(name.toUpperCase()) ?? new Set();
      byName.set(name.toUpperCase(), known.add(statement));
    }
  }
  const order = new Map(inOrderOfTime(statements).map((statement, index) => [statement, index]));
  return ({ vulnerabilities, purls }) => {
    const parsed = purls.flatMap((purl) => parsePurl(purl) ?? []);
    const candidates = new Set(vulnerabilities.flatMap((name) => [...(byName.get(name.toUpperCase()) ?? [])]));
    return [...candidates]
      .filter(({ products }) => products.some((product) => covers(product, parsed, image)))
      .toSorted((a, b) => order.get(a)! - order.get(b)!)
      .at(-1);
  };
}

function timeOf({ timestamp }: VexStatement): number {
  const time = Date.parse(timestamp);
  return Number.isNaN(time) ? 0 : time;
}

function covers({ ids, subcomponents }: VexProduct, purls: readonly PackageURL[], image: VexImage): boolean {
  if (subcomponents.length === 0) return ids.some((id) => isImage(id, image) || names(id, purls));
  const isPart = subcomponents.some((id) => names(id, purls));
  if (ids.length > 0) return isPart && ids.some((id) => isImage(id, image));
  // The whole is a platform that only a CPE names: a part counts if its version tells which build it is.
  return subcomponents.some((id) => names(id, purls) && !!parsePurl(id)?.version);
}

/** True if the id is the image's name or digest, or a purl of it. */
function isImage(id: string, { name, digest }: VexImage): boolean {
  if (id === '') return false;
  if (id === name || id === digest || id === `${name}@${digest}`) return true;
  const meant = parseImageId(id);
  if (meant === undefined) return false;
  if ('digest' in meant) return meant.digest === digest;
  const { path, tag } = meant;
  return name === path || (tag ? name === `${path}:${tag}` : name.startsWith(`${path}:`) || name.startsWith(`${path}@`));
}

/** True if one of the purls is the package that the id names. */
function names(id: string, purls: readonly PackageURL[]): boolean {
  const wanted = id.startsWith('pkg:') ? parsePurl(id) : undefined;
  return wanted !== undefined && purls.some((purl) => fitsPurl(wanted, purl));
}
