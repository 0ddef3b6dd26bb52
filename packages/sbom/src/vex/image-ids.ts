import { parsePurl } from './package-ids.ts';

/** Which images an id means: one by its digest, or those of a repository, under one tag or any. */
export type ImageId =
  | { readonly digest: string }
  /** `123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/web` */
  | { readonly path: string; readonly tag?: string };

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** What a digest, or the package URL of an image, means; undefined for what is neither. A purl with a digest is that digest only, whatever it is called. */
export function parseImageId(id: string): ImageId | undefined {
  if (DIGEST.test(id)) return { digest: id };
  const purl = /^pkg:(?:oci|docker)\//i.test(id) ? parsePurl(id) : undefined;
  if (purl === undefined) return undefined;
  if (purl.version?.startsWith('sha256:')) return { digest: purl.version };
  const path = purl.qualifiers?.['repository_url'] ?? [purl.namespace, purl.name].filter(Boolean).join('/');
  const tag = purl.version || purl.qualifiers?.['tag'];
  return tag ? { path, tag } : { path };
}

/** What a plain name means: `shop/web:1.4.0`, or `shop/web@sha256:..` by its digest. Undefined without either, without a slash, or for a package URL. */
export function parseImageName(name: string): ImageId | undefined {
  if (name.startsWith('pkg:') || name.length > 1000) return undefined;
  const [path = '', digest] = name.split('@', 2);
  if (digest !== undefined) return DIGEST.test(digest) ? { digest } : undefined;
  const colon = path.lastIndexOf(':');
  const slash = path.lastIndexOf('/');
  return slash > 0 && colon > slash && colon < path.length - 1 ? { path: path.slice(0, colon), tag: path.slice(colon + 1) } : undefined;
}
