import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexImages, type KnownImage, type TagName } from './known-images.ts';
import { baseOf } from './lineage.ts';
import { assessBase } from './outdated-base.ts';
import { parseTag } from './tag-line.ts';
import { digest } from './testing/inventories.ts';
import { plainAssessBase, plainBaseOf } from './testing/plain-lineage.ts';

function image(id: number, chain: readonly number[], tags: readonly TagName[] = []): KnownImage {
  return { digest: digest(id), tags, formerTags: [], chainIds: chain.map(digest), labels: {} };
}

describe('the index', () => {
  const one = image(1, [1, 2], [{ repository: 'a', tag: '1.0' }]);
  const two = image(2, [1, 2], [{ repository: 'a', tag: '1.1' }]);
  const index = indexImages([one, two, one, image(3, [])]);

  it('knows images by their last chain, each once', () => {
    expect(index.endingWith(digest(2))).toEqual([one, two]);
    expect(index.endingWith(digest(1))).toEqual([]);
  });

  it('knows images by digest', () => {
    expect(index.withDigest(digest(2))).toEqual([two]);
    expect(index.withDigest('none')).toEqual([]);
  });

  it('knows tags by name, and by the line they are of', () => {
    const line = (repository: string) => index.ofLine(repository, parseTag('7.7')!).map(({ name }) => name);

    expect(index.named('a:1.1')).toMatchObject([{ image: two }]);
    expect(line('a')).toEqual(['a:1.0', 'a:1.1', 'a:1.0']);
    expect(line('b')).toEqual([]);
  });
});

const TAGS = ['1', '2', '1.0', '1.1', '2.0', '1.0-slim', '1.2-slim', '20260101', '20260301', '1-20260101', '1-20260301', 'latest', ''];
const tag = fc.record({ repository: fc.constantFrom('debian', 'nginx', 'team/app', 'host:5/app'), tag: fc.constantFrom(...TAGS) });
const tags = fc.array(tag, { maxLength: 4 });
/** A chain is the path to a node of a tree: `[3, 3, 1]` and `[3, 3, 2]` share two layers. */
const chain = fc
  .array(fc.integer({ min: 1, max: 2 }), { maxLength: 4 })
  .map((steps) => steps.map((_, index) => Number(`7${steps.slice(0, index + 1).join('')}`)));
/** Digests are of content, so a label can only name an image that was there before. */
const labels = fc.record(
  { name: fc.constantFrom('debian:1', 'nginx:1-20260101', 'elsewhere:1'), before: fc.integer({ min: 1, max: 6 }) },
  { requiredKeys: [] },
);
const fleet = fc.array(fc.record({ tags, formerTags: tags, chain, labels, days: fc.integer({ min: 0, max: 400 }), twin: fc.boolean() }), {
  maxLength: 25,
});

type Generated = typeof fleet extends fc.Arbitrary<infer T> ? T : never;

function toImages(generated: Generated): KnownImage[] {
  return generated.map((one, index) => ({
    digest: digest(1000 + (one.twin && index > 0 ? index - 1 : index)),
    tags: one.tags,
    formerTags: one.formerTags,
    chainIds: one.chain.map(digest),
    labels: {
      ...(one.labels.name === undefined ? {} : { 'org.opencontainers.image.base.name': one.labels.name }),
      ...(one.labels.before === undefined || index < one.labels.before + 1
        ? {}
        : { 'org.opencontainers.image.base.digest': digest(1000 + index - 1 - one.labels.before) }),
    },
    createdAt: new Date(Date.UTC(2026, 0, 1) + one.days * 86_400_000).toISOString(),
  }));
}

it('answers as looking at every image for every image does', () => {
  fc.assert(
    fc.property(fleet, (generated) => {
      const images = toImages(generated);
      const known = indexImages(images);
      const options = {
        now: new Date('2026-11-25T00:00:00Z'),
        maxAgeDays: 90,
        endOfLife: ({ digest: id }: KnownImage) => (id.endsWith('a') ? 'it ended' : undefined),
      };
      for (const target of images) {
        expect(baseOf(target, known)).toEqual(plainBaseOf(target, images));
        expect(assessBase(target, { ...options, known })).toEqual(plainAssessBase(target, { ...options, known: images }));
      }
    }),
    { numRuns: 300 },
  );
});
