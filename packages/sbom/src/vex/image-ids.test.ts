import { expect, it } from 'vitest';
import { parseImageId, parseImageName } from './image-ids.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

it.each([
  [DIGEST, { digest: DIGEST }],
  [`pkg:oci/web@${DIGEST}?repository_url=x/shop/web`, { digest: DIGEST }],
  [`pkg:oci/web@${encodeURIComponent(DIGEST)}`, { digest: DIGEST }],
  ['pkg:oci/web?repository_url=x/shop/web&tag=1', { path: 'x/shop/web', tag: '1' }],
  ['pkg:docker/shop/web@1', { path: 'shop/web', tag: '1' }],
  ['pkg:oci/web?repository_url=x/shop/web', { path: 'x/shop/web' }],
  ['pkg:npm/web@1', undefined],
  ['sha256:ab', undefined],
  ['shop/web:1', undefined],
])('the id %s', (id, expected) => {
  expect(parseImageId(id)).toEqual(expected);
});

it.each([
  ['x:5000/shop/web:1.4', { path: 'x:5000/shop/web', tag: '1.4' }],
  [`shop/web:1@${DIGEST}`, { digest: DIGEST }],
  ['x:5000/shop/web', undefined],
  ['shop/web@sha256:ab', undefined],
  ['shop/web:', undefined],
  ['pkg:oci/web:1', undefined],
  ['urn:uuid:1', undefined],
])('the name %s', (name, expected) => {
  expect(parseImageName(name)).toEqual(expected);
});
