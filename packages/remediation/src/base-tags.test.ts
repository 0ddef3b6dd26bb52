import { expect, it } from 'vitest';
import { tagsOfBase } from './base-tags.ts';
import type { KnownImage, TagName } from './known-images.ts';
import type { Base } from './lineage.ts';
import { digest } from './testing/inventories.ts';

const tag = (name: string): TagName => ({ repository: name.split(':')[0]!, tag: name.split(':')[1]! });
const image = (tags: readonly string[], formerTags: readonly string[]): KnownImage => ({
  digest: digest(1),
  tags: tags.map(tag),
  formerTags: formerTags.map(tag),
  chainIds: [digest(2)],
  labels: {},
});
const base = (name: string, images: readonly KnownImage[]): Base => ({
  name,
  digest: digest(1),
  evidence: 'layers',
  layerCount: 1,
  images,
});

it('asks for tags that the base had, and for newer ones of its lines', () => {
  const { repositories, wants } = tagsOfBase(base('nginx:1.4', [image(['nginx:1.4', 'mirror/nginx:1.4-slim'], ['nginx:stable'])]));

  expect(repositories).toEqual(['nginx', 'mirror/nginx']);
  expect(['nginx:stable', 'nginx:1.5', 'nginx:2.0', 'mirror/nginx:1.5-slim'].filter((name) => !wants(tag(name)))).toEqual([]);
  expect(['nginx:1.3', 'nginx:1.5-slim', 'mirror/nginx:1.5', 'nginx:latest', 'other:1.5'].filter((name) => wants(tag(name)))).toEqual([]);
});

it('goes by the name if no image of it is known', () => {
  const { repositories, wants } = tagsOfBase(base('host:5000/node:18.1', []));

  expect(repositories).toEqual(['host:5000/node']);
  expect(wants({ repository: 'host:5000/node', tag: '18.1' })).toBe(true);
  expect(wants({ repository: 'host:5000/node', tag: '18.2' })).toBe(true);
  expect(tagsOfBase(base('scratch', [])).repositories).toEqual(['scratch']);
});
