import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readImage } from '@plimsoll/engine';
import { openOciLayout } from '@plimsoll/image';
import { baseOf, formatTagName } from '@plimsoll/remediation';
import { buildImage, buildIndex, buildProvenance, writeOciLayout } from '@plimsoll/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openShop, type Shop, shopImages } from '../testing/shop.ts';
import { type KnownTarget, openLineage, readKnown } from './read-lineage.ts';

let shop: Shop;
let stderr = '';
const terminal = { stdout: { write: () => undefined }, stderr: { write: (text: string) => (stderr += text) } };

beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

async function lineageOf(places: readonly string[]): Promise<KnownTarget> {
  const source = await openOciLayout(join(shop.dir, 'images'));
  try {
    const target = `oci:${join(shop.dir, 'images')}:shop-web.1.5.0`;
    return await openLineage(target, await readImage(source, { reference: 'shop-web.1.5.0' }), places, terminal);
  } finally {
    await source.close();
  }
}

it('finds the target among the images, with the names it has there', async () => {
  const { target, known, registry } = await lineageOf([shop.images]);
  await registry.close();

  expect(target.tags.map(formatTagName)).toEqual(['shop/web:1.5.0']);
  expect(baseOf(target, known)?.name).toBe('platform/nginx:1-20260711');
});

it('knows the target by itself where no place has it', async () => {
  const { target, known, registry } = await lineageOf([]);
  await registry.close();

  expect(target).toMatchObject({ digest: shopImages['shop-web.1.5.0']!.manifest.digest, tags: [] });
  expect(known.withDigest(target.digest)).toEqual([]);
});

it('reads an image of the registry, and tells of one that cannot be read', async () => {
  const lineage = await lineageOf([shop.images]);
  const base = baseOf(lineage.target, lineage.known)!.images[0]!;
  const environment = { PLIMSOLL_CACHE_DIR: join(shop.dir, 'other-cache') };

  const inventory = await readKnown(base, 'base', lineage, { cache: true }, environment, terminal);
  for (const { digest } of shopImages['platform-nginx.1-20260711']!.layers) {
    await rm(join(shop.dir, 'images', 'blobs', digest.replace(':', '/')));
  }
  const again = await readKnown(base, 'base', lineage, { cache: true }, environment, terminal);
  const uncached = await readKnown(base, 'base', lineage, { cache: false }, environment, terminal);
  await lineage.registry.close();

  expect(inventory?.sets.length).toBe(2);
  expect(again).toEqual(inventory);
  expect(uncached).toBeUndefined();
  expect(stderr).toContain('warning: base was left out');
});

it('has no inventory for an image of no registry', async () => {
  const lineage = await lineageOf([]);

  expect(await readKnown(lineage.target, 'x', lineage, { cache: false }, {}, terminal)).toBeUndefined();
});

it('reads what the provenance of the target says, without any registry; a bad one is told', async () => {
  const image = buildImage({ layers: [{ files: { a: '1' } }] });
  const digest = `sha256:${'b'.repeat(64)}`;
  const materials = [{ uri: 'pkg:docker/node@20', digest }];
  const folder = join(shop.dir, 'attested');
  writeOciLayout(folder, {
    good: buildIndex({ manifests: [{ image }, buildProvenance({ image, version: 'v1', materials })] }),
    bad: buildIndex({ manifests: [{ image }, buildProvenance({ image, version: 'v1', materials, content: '{' })] }),
  });
  const open = async (reference: string): Promise<KnownTarget> => {
    const source = await openOciLayout(folder);
    const read = await readImage(source, { reference });
    await source.close();
    return openLineage(`oci:${folder}:${reference}`, read, [], terminal);
  };

  const good = await open('good');
  const bad = await open('bad');

  expect(baseOf(good.target, good.known)).toMatchObject({ name: 'node:20', digest, evidence: 'provenance' });
  expect(baseOf(bad.target, bad.known)).toBeUndefined();
  expect(stderr).toContain('the provenance cannot be read');
});
