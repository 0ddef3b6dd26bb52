import { type Digest, isDigest, PlimsollError } from '@plimsoll/model';
import { repositoryOfLayoutName } from './reference.ts';
import type { Descriptor, ImageSource } from './source.ts';

/** A source that can be asked what it holds: an OCI layout, an archive. */
export interface ImageCollection extends ImageSource {
  /** As `index.json` lists them: named or not, images, indexes and artifacts. */
  readonly entries: readonly Descriptor[];
}

/** An image of a collection under one of its names. */
export interface NamedImage {
  /** `shop-web.1.4.0` or `shop/web:1.4.0`, as written in the collection. */
  readonly name: string;
  readonly digest: Digest;
  readonly mediaType: string;
}

const REF_NAME = 'org.opencontainers.image.ref.name';
/** Docker and containerd keep the whole name here, and only the tag in the reference name. */
const FULL_NAME = 'io.containerd.image.name';

/** The names that a collection has, in its order. Entries without a name are left out. */
export function listImages(source: ImageCollection): NamedImage[] {
  return source.entries.flatMap((entry) => {
    const name = nameOf(entry);
    return name === undefined ? [] : [{ name, digest: entry.digest, mediaType: entry.mediaType }];
  });
}

/**
 * Finds the entry that a reference names: its name as written, `repository:tag` in any spelling, or a digest. Undefined names the only entry.
 *
 * @returns undefined if a digest is not among the entries: it may still be a child of one
 * @throws PlimsollError IMAGE_NOT_FOUND, with the names there are
 */
export function findEntry(source: ImageCollection, reference: string | undefined): Descriptor | undefined {
  const { entries } = source;
  if (reference === undefined) {
    const digests = new Set(entries.map((entry) => entry.digest));
    if (digests.size === 1) return entries[0];
    const problem = entries.length === 0 ? 'holds no images' : `holds ${digests.size} images`;
    throw new PlimsollError('IMAGE_NOT_FOUND', `${source.name} ${problem}`, { hint: namesHint(source, 'say which: ') });
  }
  if (isDigest(reference)) return entries.find((entry) => entry.digest === reference);
  const wanted = spellingsOf(reference);
  // The last of several entries of one name is the newest: tools append.
  const found = entries.findLast((entry) => spellingsOf(nameOf(entry) ?? '').some((spelling) => wanted.includes(spelling)));
  if (found === undefined) {
    throw new PlimsollError('IMAGE_NOT_FOUND', `${source.name} has no image ${JSON.stringify(reference.slice(0, 200))}`, {
      hint: namesHint(source, 'it has '),
    });
  }
  return found;
}

function nameOf(entry: Descriptor): string | undefined {
  return entry.annotations?.[FULL_NAME] ?? entry.annotations?.[REF_NAME];
}

/** The name itself, without Docker's default registry, and as `repository:tag` if it is a layout name. */
function spellingsOf(name: string): string[] {
  if (name === '') return [];
  const short = name.replace(/^docker\.io\/(?:library\/)?/, '');
  const tagged = short.includes(':') || short.includes('/') ? undefined : repositoryOfLayoutName(short);
  return [short, ...(tagged === undefined ? [] : [`${tagged.repository}:${tagged.tag}`])];
}

const MAX_NAMES = 12;

function namesHint(source: ImageCollection, lead: string): string | undefined {
  const names = listImages(source).map((image) => image.name);
  if (names.length === 0) return undefined;
  return `${lead}${names.slice(0, MAX_NAMES).join(', ')}${names.length > MAX_NAMES ? `, and ${names.length - MAX_NAMES} more` : ''}`;
}
