import {
  formatPlatform,
  type ImageCollection,
  type ImageSource,
  listImages,
  openImage,
  type OpenedImage,
  parseImageReference,
  readProvenance,
  repositoryOfLayoutName,
} from '@plimsoll/image';
import { type Digest, PlimsollError, type Problem, toProblem } from '@plimsoll/model';
import { formatTagName, type KnownImage, type TagName } from '@plimsoll/remediation';
import { openTarget } from './target.ts';

/** An image of a registry that was given, with where its bytes are. */
interface RegistryImage {
  readonly known: KnownImage;
  readonly image: OpenedImage;
  readonly source: ImageSource;
}

/** What is at hand beside the target: a layout or an archive counts as all its images. */
export interface Registry {
  readonly images: readonly RegistryImage[];
  /** Images that could not be opened, and attestations that could not be read. */
  readonly problems: readonly Problem[];
  close(): Promise<void>;
}

/** Not an image, or none for the platform: such things are no bases, and nothing is wrong with them. */
const OTHER_THINGS = new Set(['NOT_AN_IMAGE', 'PLATFORM_NOT_FOUND']);

/**
 * Opens every image of some layouts and archives; no layer is read.
 *
 * @param platform the target's: a base is of the same
 * @throws PlimsollError INVALID_REFERENCE if a place is neither; whatever opening a place throws
 */
export async function openRegistry(places: readonly string[], platform: string): Promise<Registry> {
  const sources: ImageCollection[] = [];
  const close = async (): Promise<void> => void (await Promise.all(sources.map((source) => source.close())));
  const images = new Map<Digest, RegistryImage>();
  const problems: Problem[] = [];
  try {
    for (const place of places) {
      const source = await openCollection(place);
      sources.push(source);
      for (const [digest, names] of namesOf(source)) {
        try {
          const image = await openImage(source, { reference: digest, platform });
          const provenance = await readProvenance(source, image, image.attestations);
          problems.push(...provenance.problems);
          const known = toKnownImage(image, { ...names, materials: provenance.materials });
          const other = images.get(known.digest);
          images.set(known.digest, { known: other === undefined ? known : together(other.known, known), image, source });
        } catch (error) {
          const problem = toProblem(error);
          if (!OTHER_THINGS.has(problem.code)) problems.push(problem);
        }
      }
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { images: [...images.values()], problems, close };
}

/** What lineage asks of an image. */
export function toKnownImage(
  image: OpenedImage,
  { tags = [], formerTags = [], materials = [] }: Partial<Pick<KnownImage, 'tags' | 'formerTags' | 'materials'>> = {},
): KnownImage {
  const { created, labels } = image.config;
  return {
    digest: image.indexDigest ?? image.digest,
    tags,
    formerTags,
    chainIds: image.layers.map(({ chainId }) => chainId),
    labels,
    ...(materials.length === 0 ? {} : { materials }),
    ...(created === undefined ? {} : { createdAt: created }),
  };
}

/** For people: `linux/amd64`. */
export function platformOf({ platform }: OpenedImage): string {
  return formatPlatform(platform);
}

async function openCollection(place: string): Promise<ImageCollection> {
  const { source, reference } = await openTarget(place);
  if (reference === undefined && 'entries' in source) return source as ImageCollection;
  await source.close();
  throw new PlimsollError('INVALID_REFERENCE', `${JSON.stringify(place)} is not a place with images`, {
    hint: 'a registry is an OCI layout (oci:DIR) or an archive (docker-archive:FILE), without the name of an image',
  });
}

interface Names {
  readonly tags: TagName[];
  readonly formerTags: TagName[];
}

/** Tools append: of several entries of one name the last has it, and the others had it before. */
function namesOf(source: ImageCollection): ReadonlyMap<Digest, Names> {
  const named = listImages(source).map(({ name, digest }) => ({ tag: toTagName(name), digest }));
  const owner = new Map(named.map(({ tag, digest }) => [formatTagName(tag), digest]));
  const names = new Map<Digest, Names>(source.entries.map(({ digest }) => [digest, { tags: [], formerTags: [] }]));
  for (const { tag, digest } of named) {
    const list = owner.get(formatTagName(tag)) === digest ? names.get(digest)?.tags : names.get(digest)?.formerTags;
    if (list !== undefined && !list.some((other) => formatTagName(other) === formatTagName(tag))) list.push(tag);
  }
  return names;
}

/** `shop-web.1.4.0` and `shop/web:1.4.0` are the same name; one that is neither is kept whole. */
function toTagName(name: string): TagName {
  if (!name.includes(':') && !name.includes('/')) return repositoryOfLayoutName(name) ?? { repository: name, tag: '' };
  try {
    const { registry, repository, tag } = parseImageReference(name);
    const isDockerHub = registry === 'docker.io';
    const path = isDockerHub ? repository.replace(/^library\//, '') : repository;
    return { repository: registry === undefined || isDockerHub ? path : `${registry}/${path}`, tag: tag ?? '' };
  } catch (error) {
    toProblem(error); // a bug is rethrown; a name of another kind is a name still
    return { repository: name, tag: '' };
  }
}

/** One image that two places have, under the names of both. */
function together(a: KnownImage, b: KnownImage): KnownImage {
  const both = (left: readonly TagName[], right: readonly TagName[]): TagName[] => [
    ...new Map([...left, ...right].map((tag) => [formatTagName(tag), tag])).values(),
  ];
  return { ...a, tags: both(a.tags, b.tags), formerTags: both(a.formerTags, b.formerTags) };
}
