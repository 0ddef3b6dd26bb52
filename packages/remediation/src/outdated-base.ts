import type { Digest } from '@plimsoll/model';
import { type Base, baseOf, formatTagName, type KnownImage, type TagName } from './lineage.ts';
import { compareTags, stepBetween, type TagStep } from './tag-line.ts';

/** Why a base is outdated. */
export interface OutdatedReason {
  readonly code: 'tag-moved' | 'newer-tag' | 'base-outdated' | 'end-of-life' | 'too-old';
  /** Names the base, and what is newer. */
  readonly message: string;
}

/** An image to build on instead. */
export interface BaseCandidate {
  readonly name: string;
  readonly image: KnownImage;
  /** `same-tag`: what the base's own tag points to now. */
  readonly step: 'same-tag' | TagStep;
}

/** A base, judged. */
export interface BaseAssessment {
  readonly base: Base;
  readonly outdated: boolean;
  /** Empty if it is not outdated. */
  readonly reasons: readonly OutdatedReason[];
  /** The smallest step first, of equal steps the newest; empty if nothing newer is known. */
  readonly candidates: readonly BaseCandidate[];
}

export interface AssessOptions {
  /** Every image that is at hand. */
  readonly known: readonly KnownImage[];
  readonly now: Date;
  /** A base that was made longer ago is outdated. */
  readonly maxAgeDays: number;
  /** A sentence if distribution or runtime of an image gets no more fixes; undefined if it does, or if nobody knows. */
  readonly endOfLife?: (image: KnownImage) => string | undefined;
}

const STEPS: readonly BaseCandidate['step'][] = ['same-tag', 'refresh', 'patch', 'minor', 'major'];
const MAX_CANDIDATES = 8;
const DAY_MS = 86_400_000;

/** Judges the base of an image, and the base of that. Undefined if it is not known what the image is built on. */
export function assessBase(image: KnownImage, options: AssessOptions): BaseAssessment | undefined {
  const base = baseOf(image, options.known);
  if (base === undefined) return undefined;
  const moved = movedTags(base, options.known);
  const newer = newerTags(base, image, options.known);
  const candidates = candidatesOf([...moved, ...newer], base, image);
  const reasons = [
    ...moved.map(({ name }) => reason('tag-moved', `${name} now points to another image than the ${base.digest ?? 'one'} it was built on`)),
    ...newerReason(base, newer),
    ...(base.images[0] === undefined ? [] : ownReasons(base.name, base.images[0], options)),
  ];
  return { base, outdated: reasons.length > 0, reasons, candidates };
}

/** What is wrong with a base by itself: its own base, its support, its age. Chains get shorter, so the recursion ends. */
function ownReasons(name: string, image: KnownImage, options: AssessOptions): OutdatedReason[] {
  const below = image.chainIds.length > 1 ? assessBase(image, options) : undefined;
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
  const repositories = [...images.flatMap(({ formerTags }) => formerTags.map(({ repository }) => repository)), repositoryOf(name)];
  return imagesIn(repositories, known).flatMap((other) =>
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
  const repositories = names.map(({ repository }) => repository);
  return imagesIn(repositories, known).flatMap((other) => {
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
  return images.length > 0 ? tags : [{ repository: repositoryOf(name), tag: tagOf(name) }];
}

/** Positions of the images with a tag of a repository; made once for a fleet, about which many images are asked. */
const indexes = new WeakMap<readonly KnownImage[], ReadonlyMap<string, readonly number[]>>();

/** The images that have a tag in one of these repositories, in their order. */
function imagesIn(repositories: readonly string[], known: readonly KnownImage[]): KnownImage[] {
  const index = indexes.get(known) ?? byRepository(known);
  indexes.set(known, index);
  const found = new Set(repositories.flatMap((repository) => index.get(repository) ?? []));
  return [...found].toSorted((a, b) => a - b).map((position) => known[position]!);
}

function byRepository(known: readonly KnownImage[]): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  for (const [position, { tags }] of known.entries()) {
    for (const { repository } of tags) {
      const positions = index.get(repository);
      if (positions === undefined) index.set(repository, [position]);
      else positions.push(position);
    }
  }
  return index;
}

function repositoryOf(name: string): string {
  return name.slice(0, name.length - tagOf(name).length).replace(/:$/, '');
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
