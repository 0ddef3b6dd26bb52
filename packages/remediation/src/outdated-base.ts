import type { Digest } from '@plimsoll/model';
import { formerNames, linesOf, nearestStep } from './base-tags.ts';
import type { KnownImage, KnownImages, KnownTag } from './known-images.ts';
import { type Base, baseOf } from './lineage.ts';
import { compareVersions, STEPS as TAG_STEPS, type TagStep, type TagVersion } from './tag-line.ts';

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
  /** All images that are at hand. */
  readonly known: KnownImages;
  readonly now: Date;
  /** A base that was made longer ago is outdated. */
  readonly maxAgeDays: number;
  /** A sentence if distribution or runtime of an image gets no more fixes; undefined if it does, or if nobody knows. */
  readonly endOfLife?: (image: KnownImage) => string | undefined;
}

/** A candidate with what it is ordered by. */
interface RankedCandidate extends BaseCandidate {
  readonly version: TagVersion | undefined;
}

const STEPS: readonly BaseCandidate['step'][] = ['same-tag', ...TAG_STEPS];
const MAX_CANDIDATES = 8;
const DAY_MS = 86_400_000;

/** Judges the base of an image, and the base of that. Undefined if it is not known what the image is built on. */
export function assessBase(image: KnownImage, options: AssessOptions): BaseAssessment | undefined {
  return assess(image, options, []);
}

/** @param above digests of the images that this one is a base of: a label may name one of them, and is not followed then */
function assess(image: KnownImage, options: AssessOptions, above: readonly Digest[]): BaseAssessment | undefined {
  const base = baseOf(image, options.known);
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
function ownReasons(name: string, image: KnownImage, options: AssessOptions, above: readonly Digest[]): OutdatedReason[] {
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
function movedTags(base: Base, known: KnownImages): RankedCandidate[] {
  const same = digestsOf(base.digest, base.images);
  return [...formerNames(base)]
    .flatMap((name) => known.named(name).filter(({ image }) => !same.has(image.digest)))
    .toSorted(byOrder)
    .map((tag) => toCandidate(tag, 'same-tag'));
}

function newerTags(base: Base, child: KnownImage, known: KnownImages): RankedCandidate[] {
  const same = digestsOf(base.digest, base.images);
  return [...linesOf(base).values()]
    .flatMap(({ repository, versions }) =>
      known.ofLine(repository, versions[0]!).flatMap((tag) => {
        const step = nearestStep(versions, tag.version);
        return step === undefined || same.has(tag.image.digest) || isBuiltOn(tag.image, child) ? [] : [{ tag, step }];
      }),
    )
    .toSorted((a, b) => byOrder(a.tag, b.tag))
    .map(({ tag, step }) => toCandidate(tag, step));
}

function toCandidate({ name, image, version }: KnownTag, step: BaseCandidate['step']): RankedCandidate {
  return { name, image, step, version };
}

function byOrder(a: KnownTag, b: KnownTag): number {
  return a.order - b.order;
}

/** One sentence for all newer tags: it names the newest of the nearest step. */
function newerReason(base: Base, newer: readonly RankedCandidate[]): OutdatedReason[] {
  const [nearest] = newer.toSorted(byStep);
  return nearest === undefined ? [] : [reason('newer-tag', `a newer tag of the same line exists: ${nearest.name}`)];
}

/** Every image once, under its best step. */
function candidatesOf(all: readonly RankedCandidate[], base: Base, child: KnownImage): BaseCandidate[] {
  const sorted = all.toSorted(byStep);
  const firsts = new Map<string, BaseCandidate>();
  const top = base.images[0]?.chainIds.at(-1);
  for (const candidate of sorted) {
    const chain = candidate.image.chainIds.at(-1);
    if (chain === undefined || chain === top || candidate.image.digest === child.digest || firsts.has(chain)) continue;
    firsts.set(chain, { name: candidate.name, image: candidate.image, step: candidate.step });
  }
  return [...firsts.values()].slice(0, MAX_CANDIDATES);
}

function byStep(a: RankedCandidate, b: RankedCandidate): number {
  return STEPS.indexOf(a.step) - STEPS.indexOf(b.step) || (compareVersions(b.version, a.version) ?? 0);
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
