import { describe, expect, it } from 'vitest';
import { formatTagName, indexImages, type KnownImage, type Material } from './known-images.ts';
import { baseOf as baseIn, lineageOf } from './lineage.ts';
import { digest } from './testing/inventories.ts';

/** An image with a digest and a chain made of numbers: `image('web:1', 9, [1, 2, 3])`. */
function image(name: string, id: number, chain: readonly number[], labels: Record<string, string> = {}): KnownImage {
  const [repository = '', tag = ''] = name.split(':');
  return {
    digest: digest(id),
    tags: name === '' ? [] : [{ repository, tag }],
    formerTags: [],
    chainIds: chain.map(digest),
    labels,
  };
}

const baseOf = (target: KnownImage, images: readonly KnownImage[]) => baseIn(target, indexImages(images));

const debian = image('debian:12-1', 101, [1]);
const nginx = image('nginx:1-1', 102, [1, 2]);
const web = image('web:1.4.0', 103, [1, 2, 3]);
const known = [debian, nginx, web];

describe('by layers', () => {
  it('is the image with the longest chain that is a proper beginning', () => {
    expect(baseOf(web, known)).toMatchObject({
      name: 'nginx:1-1',
      digest: nginx.digest,
      evidence: 'layers',
      layerCount: 2,
      images: [nginx],
    });
    expect(baseOf(nginx, known)).toMatchObject({ name: 'debian:12-1', layerCount: 1 });
    expect(baseOf(debian, known)).toBeUndefined();
  });

  it('is never the image itself, nor one with the same layers', () => {
    const twin = image('web:latest', 104, [1, 2, 3]);

    expect(baseOf(web, [web, twin])).toBeUndefined();
  });

  it('keeps both names of two images with the same layers; the tag that says more is shown', () => {
    const twin = image('nginx:1', 105, [1, 2]);

    const base = baseOf(web, [debian, twin, nginx]);

    expect(base?.images.map(({ tags }) => tags.map(formatTagName))).toEqual([['nginx:1'], ['nginx:1-1']]);
    expect(base?.layerCount).toBe(2);
  });

  it('shows the name that the label gives, if it is one of them', () => {
    const both = { ...nginx, tags: [...nginx.tags, { repository: 'nginx', tag: 'stable' }] };
    const labelled = { ...web, labels: { 'org.opencontainers.image.base.name': 'nginx:stable' } };

    expect(baseOf(web, [both])?.name).toBe('nginx:1-1');
    expect(baseOf(labelled, [both])?.name).toBe('nginx:stable');
  });

  it('shows a former tag, or else the digest, of a base without a tag', () => {
    const former = { ...nginx, tags: [], formerTags: nginx.tags };

    expect(baseOf(web, [former])?.name).toBe('nginx:1-1');
    expect(baseOf(web, [{ ...nginx, tags: [] }])?.name).toBe(nginx.digest);
  });

  it('does not believe a label over the layers: labels are inherited', () => {
    const labelled = { ...web, labels: { 'org.opencontainers.image.base.name': 'debian:12-1' } };

    expect(baseOf(labelled, known)?.name).toBe('nginx:1-1');
  });
});

describe('by label', () => {
  const labels = { 'org.opencontainers.image.base.name': 'docker.io/library/node:18', 'org.opencontainers.image.base.digest': digest(7) };

  it('is all there is without other images', () => {
    expect(baseOf(image('web:1', 9, [4], labels), [])).toEqual({
      name: 'docker.io/library/node:18',
      digest: digest(7),
      evidence: 'label',
      layerCount: undefined,
      images: [],
    });
  });

  it('knows the image that the digest names', () => {
    const node = image('node:18-1', 7, [8, 9]);

    expect(baseOf(image('web:1', 9, [4], { 'org.opencontainers.image.base.digest': digest(7) }), [node])).toMatchObject({
      name: 'node:18-1',
      images: [node],
    });
  });

  it('takes no text for a digest that is none', () => {
    expect(baseOf(image('web:1', 9, [4], { ...labels, 'org.opencontainers.image.base.digest': 'x' }), [])?.digest).toBeUndefined();
  });
});

describe('by provenance', () => {
  const built = (materials: readonly Material[], more: Partial<KnownImage> = {}): KnownImage => ({
    ...image('web:1', 9, [4, 5]),
    materials,
    ...more,
  });
  const node: Material = { name: 'node:20', digest: digest(7) };
  const golang: Material = { name: 'golang:1', digest: digest(8) };

  it('is the only image that took part, and outdoes a label that may be inherited', () => {
    const labels = { 'org.opencontainers.image.base.name': 'debian:12' };

    expect(baseOf(built([node], { labels }), [])).toEqual({
      name: 'node:20',
      digest: node.digest,
      evidence: 'provenance',
      layerCount: undefined,
      images: [],
    });
  });

  it('says nothing if several took part: a label is asked then', () => {
    const labels = { 'org.opencontainers.image.base.name': 'debian:12' };

    expect(baseOf(built([node, golang]), [])).toBeUndefined();
    expect(baseOf(built([node, golang], { labels }), [])).toMatchObject({ name: 'debian:12', evidence: 'label' });
  });

  it('is what is left when known images with other layers are ruled out', () => {
    expect(baseOf(built([node, golang]), [image('golang:1', 8, [1, 2])])).toMatchObject({ name: 'node:20', evidence: 'provenance' });
    expect(baseOf(built([golang]), [image('golang:1', 8, [1, 2])])).toBeUndefined();
  });

  it('is a known image with the very same layers, under the name that was built from', () => {
    const same = {
      ...image('node:20.1', 7, [4, 5]),
      formerTags: [],
      tags: [
        { repository: 'node', tag: '20.1' },
        { repository: 'node', tag: '20' },
      ],
    };

    expect(baseOf(built([node]), [same])).toMatchObject({ name: 'node:20', layerCount: 2, images: [same] });
  });

  it('does not outdo layers, and tells which of several with the same layers it was', () => {
    const twin = image('debian:12-1-9', 102, [4]);
    const used = { ...image('', 7, [4]), formerTags: [{ repository: 'debian', tag: '12' }] };

    expect(baseOf(built([golang]), [twin])).toMatchObject({ name: 'debian:12-1-9', evidence: 'layers' });
    expect(baseOf(built([node]), [twin, used])).toMatchObject({ name: 'debian:12', digest: digest(7), evidence: 'layers' });
  });

  it('is never the image itself', () => {
    expect(baseOf(built([{ name: 'web:1', digest: digest(9) }]), [])).toBeUndefined();
  });
});

describe('the graph', () => {
  it('lists children and counts descendants', () => {
    const { images } = lineageOf([web, debian, nginx, image('web:1.5.0', 104, [1, 2, 4]), nginx]);

    expect(
      images.map(({ image: { tags }, base, children, descendants }) => [formatTagName(tags[0]!), base?.name, children.length, descendants]),
    ).toEqual([
      ['web:1.4.0', 'nginx:1-1', 0, 0],
      ['debian:12-1', undefined, 1, 3],
      ['nginx:1-1', 'debian:12-1', 2, 2],
      ['web:1.5.0', 'nginx:1-1', 0, 0],
    ]);
  });

  it('counts an image once below two bases with the same layers', () => {
    const { images } = lineageOf([debian, image('nginx:1', 105, [1, 2]), nginx, web]);

    expect(images.map(({ descendants }) => descendants)).toEqual([3, 1, 1, 0]);
  });

  it('is empty without images, and an image without layers is built on nothing', () => {
    expect(lineageOf([]).images).toEqual([]);
    expect(lineageOf([image('scratch:1', 1, []), web]).images[1]?.base).toBeUndefined();
  });

  it('holds 20,000 images', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => image(`app:${index}`, 1000 + index, [1, 2, 1000 + index]));

    const { images } = lineageOf([debian, nginx, ...many]);

    expect(images[0]?.descendants).toBe(20_001);
  });
});
