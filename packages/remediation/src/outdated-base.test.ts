import { describe, expect, it } from 'vitest';
import { indexImages, type KnownImage } from './known-images.ts';
import { assessBase, type AssessOptions } from './outdated-base.ts';
import { digest } from './testing/inventories.ts';

function image(name: string, id: number, chain: readonly number[], createdAt = '2026-11-01T00:00:00Z'): KnownImage {
  const [repository = '', tag = ''] = name.split(':');
  return { digest: digest(id), tags: [{ repository, tag }], formerTags: [], chainIds: chain.map(digest), labels: {}, createdAt };
}

const debian = image('debian:12-20260711', 101, [1]);
const debianNew = image('debian:12-20261120', 111, [11]);
const nginx = image('nginx:1-20260711', 102, [1, 2]);
const nginxNew = image('nginx:1-20261120', 112, [11, 12]);
const web = image('web:1.4.0', 103, [1, 2, 3]);

function assess(target: KnownImage, known: readonly KnownImage[], options: Partial<AssessOptions> = {}): ReturnType<typeof assessBase> {
  return assessBase(target, { known: indexImages(known), now: new Date('2026-11-25T00:00:00Z'), maxAgeDays: 90, ...options });
}

it('is undefined if nothing tells the base', () => {
  expect(assess(debian, [debian, web])).toBeUndefined();
});

it('finds nothing wrong with a base that has nothing newer', () => {
  expect(assess(web, [debian, nginx, web])).toMatchObject({ outdated: false, reasons: [], candidates: [] });
});

describe('newer tags', () => {
  it('names the newer tag of the line, and the own base that is outdated', () => {
    const assessment = assess(web, [debian, debianNew, nginx, nginxNew, web]);

    expect(assessment).toMatchObject({ outdated: true, candidates: [{ name: 'nginx:1-20261120', step: 'refresh' }] });
    expect(assessment?.reasons.map(({ code }) => code)).toEqual(['newer-tag', 'base-outdated']);
    expect(assessment?.reasons[1]?.message).toContain('debian:12-20260711');
    expect(assessment?.reasons[1]?.message).toContain('debian:12-20261120');
  });

  it('lists the smallest step first, of equal steps the newest, and every image once', () => {
    const node = image('node:18.1.0', 1, [1]);
    const others = ['node:18.2.0', 'node:20.0.0', 'node:18.1.2', 'node:18.1.1', 'other:18.1.9', 'node:17.0.0', 'node:latest'];
    const known = [node, ...others.map((name, index) => image(name, 20 + index, [20 + index])), image('node:18.1.3', 22, [22])];

    const assessment = assess(image('app:1', 2, [1, 2]), known);

    expect(assessment?.candidates.map(({ name, step }) => `${name} ${step}`)).toEqual([
      'node:18.1.3 patch',
      'node:18.1.1 patch',
      'node:18.2.0 minor',
      'node:20.0.0 major',
    ]);
  });

  it('does not offer what is built on the image itself', () => {
    const child = image('nginx:1-20261120', 113, [1, 2, 3, 4]);

    expect(assess(web, [nginx, web, child])?.candidates).toEqual([]);
  });
});

describe('a tag that moved', () => {
  it('is known from the tags that the base had', () => {
    const old = { ...nginx, tags: [], formerTags: [{ repository: 'nginx', tag: '1' }] };
    const now = image('nginx:1', 112, [11, 12]);

    const assessment = assess(web, [old, now]);

    expect(assessment?.reasons.map(({ code }) => code)).toEqual(['tag-moved']);
    expect(assessment?.candidates).toMatchObject([{ name: 'nginx:1', step: 'same-tag', image: { digest: now.digest } }]);
  });

  it('is known from provenance, whether its own image is still there or not', () => {
    const materials = [{ name: 'nginx:1', digest: digest(7) }];

    const assessment = assess({ ...web, materials }, [image('nginx:1', 112, [11, 12])]);

    expect(assessment).toMatchObject({
      outdated: true,
      base: { evidence: 'provenance' },
      candidates: [{ name: 'nginx:1', step: 'same-tag' }],
    });
  });

  it('is known from a label alone', () => {
    const labels = { 'org.opencontainers.image.base.name': 'nginx:1', 'org.opencontainers.image.base.digest': digest(7) };

    const assessment = assess({ ...web, labels }, [image('nginx:1', 112, [11, 12])]);

    expect(assessment).toMatchObject({ outdated: true, base: { evidence: 'label' }, candidates: [{ name: 'nginx:1' }] });
  });
});

it('asks whether the distribution is still supported', () => {
  const assessment = assess(web, [nginx], {
    endOfLife: ({ digest: id }) => (id === nginx.digest ? 'Debian 9 has had no support since 2022' : undefined),
  });

  expect(assessment?.reasons).toEqual([{ code: 'end-of-life', message: 'Debian 9 has had no support since 2022' }]);
});

it('counts days, and knows no age without a date', () => {
  const old = image('nginx:1-20260711', 102, [1, 2], '2026-07-11T00:00:00Z');
  const { createdAt: _, ...undated } = old;

  expect(assess(web, [old])?.reasons[0]?.message).toBe('nginx:1-20260711 was made 137 days ago; the limit is 90');
  expect(assess(web, [old], { maxAgeDays: 137 })?.outdated).toBe(false);
  expect(assess(web, [undated])?.outdated).toBe(false);
  expect(assess(web, [{ ...old, createdAt: 'yesterday' }])?.outdated).toBe(false);
});

it('follows no circle of a label that names what is built on its image', () => {
  const above = image('web:1', 1, [1, 2, 3]);
  const below = { ...image('nginx:1', 2, [1, 2]), labels: { 'org.opencontainers.image.base.digest': above.digest } };

  expect(assess(above, [above, below])).toMatchObject({ base: { name: 'nginx:1' }, outdated: false });
});
