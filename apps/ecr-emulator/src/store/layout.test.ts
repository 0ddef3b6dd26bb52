import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Digest } from '@plimsoll/model';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../testing/clients.ts';
import { imageOf, indexOf, sha256 } from '../testing/images.ts';
import { createBlobStore } from './blobs.ts';
import { loadLayout } from './layout.ts';
import { RegistryStore } from './registry.ts';

const key = { registryId: '123456789012', region: 'us-east-1' };

function writeLayout(blobs: readonly Buffer[], manifests: readonly { bytes: Buffer; name?: string }[]): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'blobs', 'sha256'), { recursive: true });
  for (const bytes of blobs) writeFileSync(join(folder, 'blobs', 'sha256', sha256(bytes).slice(7)), bytes);
  const entries = manifests.map(({ bytes, name }) => ({
    digest: sha256(bytes),
    size: bytes.byteLength,
    ...(name === undefined ? {} : { annotations: { 'org.opencontainers.image.ref.name': name } }),
  }));
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: entries }));
  return folder;
}

it('names images by their reference, and children of an index stay untagged', async () => {
  const [one, child] = [imageOf('one'), imageOf('child')];
  const index = indexOf([child]);
  const folder = writeLayout(
    [one.bytes, child.bytes, index],
    [
      { bytes: one.bytes, name: 'shop-web.1.4.0' },
      { bytes: index, name: 'shop-web.multi' },
    ],
  );
  const store = new RegistryStore();

  expect(await loadLayout(folder, store, key, 5)).toEqual([]);
  const repository = store.get(key, 'shop/web');
  expect([...repository.tags.keys()]).toEqual(['1.4.0', 'multi']);
  expect(repository.images.get(child.digest)).toMatchObject({ pushedAt: 5, tags: new Set() });
});

it('reports what it cannot serve, and serves the rest', async () => {
  const [good, damaged, nameless, missing] = [imageOf('good'), imageOf('damaged'), imageOf('nameless'), imageOf('missing')];
  const folder = writeLayout(
    [good.bytes, damaged.bytes, nameless.bytes],
    [
      { bytes: damaged.bytes, name: 'a.1' },
      { bytes: nameless.bytes },
      { bytes: missing.bytes, name: 'a.2' },
      { bytes: good.bytes, name: 'noTag' },
      { bytes: good.bytes, name: 'a-b.good' },
    ],
  );
  writeFileSync(join(folder, 'blobs', 'sha256', damaged.digest.slice(7)), 'damaged');
  const store = new RegistryStore();

  const problems = await loadLayout(folder, store, key, 0);

  expect(problems.map(({ code }) => code)).toEqual(['DIGEST_MISMATCH', 'INVALID_REFERENCE', 'BLOB_NOT_FOUND', 'INVALID_REFERENCE']);
  expect([...store.get(key, 'a/b').tags.keys()]).toEqual(['good']);
});

it('refuses a folder that is no layout', async () => {
  await expect(loadLayout(temporaryFolder(), new RegistryStore(), key, 0)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});

it('what is put goes to memory or to the overlay, never into the layout', async () => {
  const image = imageOf('one');
  const folder = writeLayout([image.layer], []);
  const before = readdirSync(join(folder, 'blobs', 'sha256'));
  const overlay = temporaryFolder();
  for (const store of [createBlobStore([folder], undefined), createBlobStore([folder], overlay)]) {
    await store.put(sha256('new') as Digest, Buffer.from('new'));
    const put = await store.find(sha256('new') as Digest);
    const base = await store.find(image.layerDigest as Digest);

    expect(Buffer.concat((await put?.open(1, 3).toArray()) ?? []).toString()).toBe('ew');
    expect(base?.sizeBytes).toBe(image.layer.byteLength);
    expect(Buffer.concat((await base?.open(2, 2).toArray()) ?? []).byteLength).toBe(0);
    expect(await store.find(sha256('none') as Digest)).toBeUndefined();
  }

  expect(readdirSync(join(folder, 'blobs', 'sha256'))).toEqual(before);
  expect(readdirSync(join(overlay, 'blobs', 'sha256'))).toEqual([sha256('new').slice(7)]);
});
