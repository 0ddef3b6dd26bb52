import { type Digest, isDigest } from '@plimsoll/model';
import type { KnownImage, TagName } from '../known-images.ts';
import { formatTagName } from '../known-images.ts';
import type { Base } from '../lineage.ts';
import type { AssessOptions, BaseAssessment, BaseCandidate, OutdatedReason } from '../outdated-base.ts';
import { compareTags, stepBetween, type TagStep } from '../tag-line.ts';

// Lineage without an index: every image is looked at for every image. What the index answers is held equal to it, and timed against it.

type PlainOptions = Omit<AssessOptions, 'known'> & { readonly known: readonly KnownImage[] };

const BASE_NAME = 'org.opencontainers.image.base.name';
const BASE_DIGEST = 'org.opencontainers.image.base.digest';

export function plainBaseOf(image: KnownImage, known: readonly KnownImage[]): Base | undefined {
  return baseIn(image, byTopChain(known), known);
}

function baseIn(image: KnownImage, index: ReadonlyMap<Digest, readonly KnownImage[]>, known: readonly KnownImage[]): Base | undefined {
  for (let layerCount = image.chainIds.length - 1; layerCount > 0; layerCount--) {
    const found = (index.get(image.chainIds[layerCount - 1]!) ?? []).filter(({ digest }) => digest !== image.digest);
    if (found.length > 0) return fromLayers(found, layerCount, image);
  }
  return fromLabels(image, known);
}

function fromLayers(found: readonly KnownImage[], layerCount: number, image: KnownImage): Base {
  const labelled = image.labels[BASE_NAME];
  const images = found.toSorted((a, b) => rank(b, labelled) - rank(a, labelled));
  return { name: nameOf(images[0]!, labelled), digest: images[0]!.digest, evidence: 'layers', layerCount, images };
}

/** A label that names the base that the label's owner has, too, was inherited from it: then it says nothing about this image. */
function fromLabels(image: KnownImage, known: readonly KnownImage[]): Base | undefined {
  const name = image.labels[BASE_NAME];
  const digest = image.labels[BASE_DIGEST];
  if (name === undefined && digest === undefined) return undefined;
  const images = known.filter((other) => other.digest === digest && other.digest !== image.digest);
  return {
    name: name ?? (images[0] === undefined ? digest! : nameOf(images[0], undefined)),
    digest: digest !== undefined && isDigest(digest) ? digest : undefined,
    evidence: 'label',
    layerCount: undefined,
    images,
  };
}

/** The best name of an image: what the label says if it is one of them, else the tag that says the most, a former one if it has no other. */
function nameOf(image: KnownImage, labelled: string | undefined): string {
  const names = (image.tags.length > 0 ? image.tags : image.formerTags).map(formatTagName);
  if (labelled !== undefined && names.includes(labelled)) return labelled;
  return names.toSorted((a, b) => numbersIn(b) - numbersIn(a) || (a < b ? -1 : 1))[0] ?? image.digest;
}

function rank({ tags, formerTags }: KnownImage, labelled: string | undefined): number {
  if ([...tags, ...formerTags].some((name) => formatTagName(name) === labelled)) return 3;
  return tags.length > 0 ? 2 : formerTags.length > 0 ? 1 : 0;
}

function numbersIn(name: string): number {
  return name.match(/\d+/g)?.length ?? 0;
}

function byTopChain(known: readonly KnownImage[]): ReadonlyMap<Digest, readonly KnownImage[]> {
  const index = new Map<Digest, KnownImage[]>();
  for (const image of known) {
    const top = image.chainIds.at(-1);
    if (top === undefined) continue;
    const same = index.get(top);
    if (same === undefined) index.set(top, [image]);
    else if (same.every(({ digest }) => digest !== image.digest)) same.push(image);
  }
  return index;
}

const STEPS: readonly BaseCandidate['step'][] = ['same-tag', 'refresh', 'patch', 'minor', 'major'];
const MAX_CANDIDATES = 8;
const DAY_MS = 86_400_000;

/** Judges the base of an image, and the base of that. Undefined if it is not known what the image is built on. */
export function plainAssessBase(image: KnownImage, options: PlainOptions): BaseAssessment | undefined {
  return assess(image, options, []);
}

/** @param above digests of the images that this one is a base of: a label may name one of them, and is not followed then */
function assess(image: KnownImage, options: PlainOptions, above: readonly Digest[]): BaseAssessment | undefined {
  const base = plainBaseOf(image, options.known);
  if (base === undefined) return undefined;
  const moved = movedTags(base, options.known);
  const newer = newerTags(base, image, options.known);
  const candidates = candidatesOf([...moved, ...newer], base, image);
  const reasons = [
    ...moved.map(({ name }) => reason('tag-moved', `${name} now points to another image than the ${base.digest ?? 'one'} it was built on`)),
    ...newerReason(base, newer),
    ...(base.images[0] === undefined ? [] : ownReasons(base.name, base.images[0], options, [...above, image.digest])),
  ];
  return { base, outdated: reasons.length > 0, reasons, candidates };
}

/** What is wrong with a base by itself: its own base, its support, its age. */
function ownReasons(name: string, image: KnownImage, options: PlainOptions, above: readonly Digest[]): OutdatedReason[] {
  const below = image.chainIds.length > 1 && !above.includes(image.digest) ? assess(image, options, above) : undefined;
  const ended = options.endOfLife?.(image);
  const ageDays = image.createdAt === undefined ? Number.NaN : (options.now.getTime() - Date.parse(image.createdAt)) / DAY_MS;
  return [
    ...(below?.outdated === true
      ? [reason('base-outdated', `its own base ${below.base.name} is outdated: ${below.reasons.map(({ message }) => message).join('; ')}`)]
      : []),
    ...(ended === undefined ? [] : [reason('end-of-life', ended)]),
    ...(ageDays > options.maxAgeDays
      ? [reason('too-old', `${name} was made ${Math.floor(ageDays)} days ago; the limit is ${options.maxAgeDays}`)]
      : []),
  ];
}

/** Tags of the base that point elsewhere now: it had them once, or a label says that it was built on them. */
function movedTags({ name, digest, images }: Base, known: readonly KnownImage[]): BaseCandidate[] {
  const same = digestsOf(digest, images);
  const former = new Set([...images.flatMap(({ formerTags }) => formerTags.map(formatTagName)), name]);
  return known.flatMap((other) =>
    same.has(other.digest)
      ? []
      : other.tags
          .filter((tag) => former.has(formatTagName(tag)))
          .map((tag) => ({ name: formatTagName(tag), image: other, step: 'same-tag' as const })),
  );
}

function newerTags(base: Base, child: KnownImage, known: readonly KnownImage[]): BaseCandidate[] {
  const names = namesOf(base);
  const same = digestsOf(base.digest, base.images);
  return known.flatMap((other) => {
    if (same.has(other.digest) || isBuiltOn(other, child)) return [];
    return other.tags.flatMap((tag): BaseCandidate[] => {
      const steps = names.flatMap((name) => (name.repository === tag.repository ? (stepBetween(name.tag, tag.tag) ?? []) : []));
      const step = STEPS.find((known) => steps.includes(known as TagStep));
      return step === undefined ? [] : [{ name: formatTagName(tag), image: other, step }];
    });
  });
}

/** One sentence for all newer tags: it names the newest of the nearest step. */
function newerReason(base: Base, newer: readonly BaseCandidate[]): OutdatedReason[] {
  const [nearest] = newer.toSorted(byStep);
  return nearest === undefined ? [] : [reason('newer-tag', `a newer tag of the same line exists: ${nearest.name}`)];
}

/** Every image once, under its best step. */
function candidatesOf(all: readonly BaseCandidate[], base: Base, child: KnownImage): BaseCandidate[] {
  const sorted = all.toSorted(byStep);
  const firsts = new Map<string, BaseCandidate>();
  const top = base.images[0]?.chainIds.at(-1);
  for (const candidate of sorted) {
    const chain = candidate.image.chainIds.at(-1);
    if (chain === undefined || chain === top || candidate.image.digest === child.digest || firsts.has(chain)) continue;
    firsts.set(chain, candidate);
  }
  return [...firsts.values()].slice(0, MAX_CANDIDATES);
}

function byStep(a: BaseCandidate, b: BaseCandidate): number {
  return STEPS.indexOf(a.step) - STEPS.indexOf(b.step) || (compareTags(tagOf(b.name), tagOf(a.name)) ?? 0);
}

function namesOf({ name, images }: Base): TagName[] {
  const tags = images.flatMap((image) => [...image.tags, ...image.formerTags]);
  return images.length > 0 ? tags : [{ repository: name.slice(0, name.length - tagOf(name).length).replace(/:$/, ''), tag: tagOf(name) }];
}

/** The tag of a name; a colon before a slash is a port. Empty if there is none. */
function tagOf(name: string): string {
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/') ? name.slice(colon + 1) : '';
}

function digestsOf(digest: Digest | undefined, images: readonly KnownImage[]): ReadonlySet<Digest> {
  return new Set([...images.map((image) => image.digest), ...(digest === undefined ? [] : [digest])]);
}

/** An image is not to be moved onto itself, nor onto what is built on it. */
function isBuiltOn(image: KnownImage, below: KnownImage): boolean {
  const top = below.chainIds.at(-1);
  return top !== undefined && image.chainIds.includes(top);
}

function reason(code: OutdatedReason['code'], message: string): OutdatedReason {
  return { code, message };
}
