import { PackageURL } from 'packageurl-js';
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
  const order = new Map(statements.map((statement, index) => [statement, index]));
  return ({ vulnerabilities, purls }) => {
    const parsed = purls.flatMap((purl) => parsePurl(purl) ?? []);
    const candidates = new Set(vulnerabilities.flatMap((name) => [...(byName.get(name.toUpperCase()) ?? [])]));
    return [...candidates]
      .filter(({ products }) => products.some((product) => covers(product, parsed, image)))
      .toSorted((a, b) => timeOf(a) - timeOf(b) || order.get(a)! - order.get(b)!)
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

/** True if the id is the image's name or digest, or a purl of it. A purl with a digest is that digest only, whatever it is called. */
function isImage(id: string, { name, digest }: VexImage): boolean {
  if (id === '') return false;
  if (id === name || id === digest || id === `${name}@${digest}`) return true;
  const purl = /^pkg:(?:oci|docker)\//i.test(id) ? parsePurl(id) : undefined;
  if (purl === undefined) return false;
  if (purl.version?.startsWith('sha256:')) return purl.version === digest;
  const path = purl.qualifiers?.['repository_url'] ?? [purl.namespace, purl.name].filter(Boolean).join('/');
  const tag = purl.version || purl.qualifiers?.['tag'];
  return name === path || (tag ? name === `${path}:${tag}` : name.startsWith(`${path}:`) || name.startsWith(`${path}@`));
}

/** Qualifiers that tell builds apart; others say where a package was got. */
const TELLING = ['arch', 'distro', 'epoch'];

/** True if one of the purls is the named package: the same version, or any if the id names none, and no qualifier that contradicts. */
function names(id: string, purls: readonly PackageURL[]): boolean {
  const wanted = id.startsWith('pkg:') ? parsePurl(id) : undefined;
  if (wanted === undefined) return false;
  return purls.some(
    (purl) =>
      purl.type === wanted.type &&
      (purl.namespace ?? '') === (wanted.namespace ?? '') &&
      purl.name === wanted.name &&
      (!wanted.version || purl.version === wanted.version) &&
      TELLING.every((key) => !wanted.qualifiers?.[key] || !purl.qualifiers?.[key] || wanted.qualifiers[key] === purl.qualifiers[key]),
  );
}

function parsePurl(text: string): PackageURL | undefined {
  if (text.length > 4096) return undefined;
  try {
    return PackageURL.fromString(text);
  } catch {
    return undefined;
  }
}
