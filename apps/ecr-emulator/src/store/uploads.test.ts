import { expect, it } from 'vitest';
import { sha256 } from '../testing/images.ts';
import { RegistryStore } from './registry.ts';
import { createUploads } from './uploads.ts';

const store = new RegistryStore();
const key = { registryId: '123456789012', region: 'us-east-1' };
const mine = store.create(key, 'a/b', { createdAt: 0 });
const other = store.create(key, 'a/c', { createdAt: 0 });

it('collects parts and hashes them; an upload belongs to its repository and ends once', () => {
  const uploads = createUploads();
  const { id } = uploads.start(mine);
  uploads.append(mine, id, Buffer.from('ab'));

  expect(uploads.append(mine, id, Buffer.from('c')).receivedBytes).toBe(3);
  expect(() => uploads.get(other, id)).toThrow(expect.objectContaining({ code: 'UploadNotFoundException' }));
  expect(uploads.finish(mine, id)).toEqual({ bytes: Buffer.from('abc'), digest: sha256('abc') });
  expect(() => uploads.finish(mine, id)).toThrow(expect.objectContaining({ code: 'UploadNotFoundException' }));
});
