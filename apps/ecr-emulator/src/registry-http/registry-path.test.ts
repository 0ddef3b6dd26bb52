import { expect, it } from 'vitest';
import { parseRegistryPath } from './registry-path.ts';

it.each([
  ['/v2/', { kind: 'base', name: undefined, reference: '' }],
  ['/v2/_catalog', { kind: 'catalog', name: undefined, reference: '' }],
  ['/v2/shop/web/manifests/1.0', { kind: 'manifests', name: 'shop/web', reference: '1.0' }],
  ['/v2/web/blobs/sha256%3Aab', { kind: 'blobs', name: 'web', reference: 'sha256:ab' }],
  ['/v2/a/b/c/tags/list', { kind: 'tags', name: 'a/b/c', reference: '' }],
  ['/v2/a/blobs/uploads/', { kind: 'uploads', name: 'a', reference: '' }],
  ['/v2/a/blobs/uploads/id', { kind: 'uploads', name: 'a', reference: 'id' }],
  ['/v2/a/referrers/sha256:ab', { kind: 'referrers', name: 'a', reference: 'sha256:ab' }],
  ['/v2/manifests/manifests/manifests', { kind: 'manifests', name: 'manifests', reference: 'manifests' }],
  ['/v2/%zz/manifests/x', { kind: 'manifests', name: '%zz', reference: 'x' }],
])('%s', (path, expected) => expect(parseRegistryPath(path)).toEqual(expected));

it.each(['/v2/x', '/v2/manifests/x', '/v2/tags/list', '/v2/a/manifests/', '/v2//'])('%s is no path of the API', (path) =>
  expect(parseRegistryPath(path)).toBeUndefined(),
);
