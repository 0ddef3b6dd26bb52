import { expect, it } from 'vitest';
import { imageIdentity } from './image-identity.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;
const target = (name: string, digest = DIGEST) => ({ name, digest, platform: 'linux/amd64', os: null });

it('names an image of ECR by repository, tag and digest', () => {
  const { id, sha256, ecr } = imageIdentity(target('123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/web:1.4.0'));

  expect(id).toBe(`pkg:oci/web@${DIGEST}?repository_url=123456789012.dkr.ecr.eu-central-1.amazonaws.com%2Fshop%2Fweb&tag=1.4.0`);
  expect(sha256).toBe('a'.repeat(64));
  expect(ecr).toEqual({ account: '123456789012', region: 'eu-central-1', repository: 'shop/web', tag: '1.4.0' });
});

it('names an image of a layout by its last segment, in letters that a name may have', () => {
  expect(imageIdentity(target('oci:../images:shop-web.1.4.0')).id).toMatch(/^pkg:oci\/shop-web\.1\.4\.0@sha256/);
  expect(imageIdentity(target('dir/<Scrïpt>')).id).toMatch(/^pkg:oci\/-scr-pt-@sha256/);
});

it('names what has no digest by a URN', () => {
  expect(imageIdentity(target('sbom:a b.json', ''))).toEqual({ id: 'urn:plimsoll:image:sbom%3Aa%20b.json' });
});
