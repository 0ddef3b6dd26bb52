import { type Digest, isDigest, PlimsollError } from '@plimsoll/model';

/** A repository and its tag. */
export interface TaggedName {
  readonly repository: string;
  readonly tag: string;
}

/** An image in a registry: by tag, by digest, or both (then the digest decides). */
export interface ImageReference {
  /** Host, with a port if written; undefined if the text names none. */
  readonly registry: string | undefined;
  readonly repository: string;
  /** `latest` if the text has neither tag nor digest. */
  readonly tag: string | undefined;
  readonly digest: Digest | undefined;
}

const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const REGISTRY = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/i;
const MAX_REFERENCE_LENGTH = 1024;

/**
 * The reference name of an image in an OCI layout: `shop/web` and `1.4.0` give `shop-web.1.4.0`.
 *
 * @throws PlimsollError INVALID_REFERENCE if the repository holds a `-` or a `.`: the name could not be read back
 */
export function layoutNameOf(repository: string, tag: string): string {
  if (/[-.]/.test(repository)) {
    throw new PlimsollError(
      'INVALID_REFERENCE',
      `the repository ${quote(repository)} has a "-" or a ".", which a layout name cannot express`,
    );
  }
  return `${repository.replaceAll('/', '-')}.${tag}`;
}

/** The inverse of `layoutNameOf`: the first dot splits, `-` before it stands for `/`. Undefined if there is no dot, or nothing beside it. */
export function repositoryOfLayoutName(name: string): TaggedName | undefined {
  const dot = name.indexOf('.');
  if (dot < 1 || dot === name.length - 1) return undefined;
  return { repository: name.slice(0, dot).replaceAll('-', '/'), tag: name.slice(dot + 1) };
}

/**
 * Reads `[registry/]repository[:tag][@digest]`. A first part with a dot or a colon, or `localhost`, is the registry.
 *
 * @throws PlimsollError INVALID_REFERENCE, with the part that is wrong
 * @see https://github.com/distribution/reference
 */
export function parseImageReference(text: string): ImageReference {
  if (text.length > MAX_REFERENCE_LENGTH) {
    throw new PlimsollError('INVALID_REFERENCE', `an image reference of ${text.length} characters is too long`);
  }
  const at = text.indexOf('@');
  const digest = at === -1 ? undefined : text.slice(at + 1);
  if (digest !== undefined && !isDigest(digest)) throw invalid(text, `${quote(digest)} is not a sha256 digest`);

  const name = at === -1 ? text : text.slice(0, at);
  const colon = name.indexOf(':', name.lastIndexOf('/') + 1);
  const tag = colon === -1 ? undefined : name.slice(colon + 1);
  if (tag !== undefined && !TAG.test(tag)) throw invalid(text, `${quote(tag)} is not a tag`);

  const path = colon === -1 ? name : name.slice(0, colon);
  const slash = path.indexOf('/');
  const first = slash === -1 ? '' : path.slice(0, slash);
  const registry = first === 'localhost' || /[.:]/.test(first) ? first : undefined;
  if (registry !== undefined && !REGISTRY.test(registry)) throw invalid(text, `${quote(registry)} is not a registry host`);

  const repository = registry === undefined ? path : path.slice(slash + 1);
  const wrong = repository.split('/').find((component) => !COMPONENT.test(component));
  if (wrong !== undefined) throw invalid(text, `${quote(wrong)} is not a part of a repository name`);
  return { registry, repository, tag: tag ?? (digest === undefined ? 'latest' : undefined), digest };
}

function invalid(text: string, why: string): PlimsollError {
  return new PlimsollError('INVALID_REFERENCE', `image reference ${quote(text)}: ${why}`);
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 200));
}
