import { afterAll, expect, it } from 'vitest';
import { layerCache, trimLayerCache } from './layer-cache.ts';
import { createTestDatabase } from './testing/test-database.ts';

const { db, close } = await createTestDatabase();
afterAll(close);

it('keeps bytes by key, the newest of two', async () => {
  const cache = layerCache(db);
  await cache.set('sha256-a.f1', new Uint8Array([1]));
  await cache.set('sha256-a.f1', new Uint8Array([0, 255]).subarray(1));

  expect([...((await cache.get('sha256-a.f1')) ?? [])]).toEqual([255]);
  expect(await cache.get('sha256-a.f2')).toBeUndefined();
});

it('drops what nobody asked for in a while', async () => {
  const cache = layerCache(db);
  await cache.set('old', new Uint8Array([1]));
  await cache.set('old but used', new Uint8Array([1]));
  await db.query(`update layer_cache set used_at = now() - interval '30 days' where key like 'old%'`);
  await cache.get('old but used');

  expect(await trimLayerCache(db, 14)).toBe(1);
  expect(await cache.get('old')).toBeUndefined();
  expect(await cache.get('old but used')).toBeDefined();
});
