import type { Overview } from './overview-words.ts';

type Images = Overview['images'];

/** A part of the bar, and which images it stands for. */
export interface CoveragePart {
  readonly key: Exclude<keyof Images, 'total'>;
  readonly word: string;
  readonly count: number;
  readonly search: {
    readonly view: 'tags';
    readonly coverage?: 'complete' | 'partial' | 'unsupported';
    readonly state?: 'failed' | 'discovered' | 'not-an-image';
  };
}

const PARTS: readonly Omit<CoveragePart, 'count'>[] = [
  { key: 'complete', word: 'complete', search: { view: 'tags', coverage: 'complete' } },
  { key: 'partial', word: 'partial', search: { view: 'tags', coverage: 'partial' } },
  { key: 'unsupported', word: 'unsupported', search: { view: 'tags', coverage: 'unsupported' } },
  { key: 'failed', word: 'failed', search: { view: 'tags', state: 'failed' } },
  { key: 'pending', word: 'waiting', search: { view: 'tags', state: 'discovered' } },
  { key: 'notImages', word: 'not an image', search: { view: 'tags', state: 'not-an-image' } },
];

/** What there is of each, best first; parts of nothing are left out. */
export function coverageParts(images: Images): CoveragePart[] {
  return PARTS.flatMap((part) => (images[part.key] === 0 ? [] : [{ ...part, count: images[part.key] }]));
}
