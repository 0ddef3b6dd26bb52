import { expect, it } from 'vitest';
import { imageOf, indexOf, OCI_MANIFEST, sha256 } from '../testing/images.ts';
import { MANIFEST_LIMIT_BYTES, OCI_INDEX, parseManifest } from './manifest.ts';

it('reads blobs of an image, children of an index, and the subject', () => {
  const image = imageOf('x', { subject: sha256('y'), annotations: { a: 'b' } });

  expect(parseManifest(image.bytes, undefined)).toMatchObject({
    mediaType: OCI_MANIFEST,
    artifactMediaType: 'application/vnd.oci.image.config.v1+json',
    blobs: [{ digest: image.configDigest }, { digest: image.layerDigest }],
    children: [],
    subject: sha256('y'),
    annotations: { a: 'b' },
  });
  expect(parseManifest(indexOf([image]), undefined)).toMatchObject({ mediaType: OCI_INDEX, blobs: [], children: [image.digest] });
});

it('marks foreign layers', () => {
  const layer = { mediaType: 'x', digest: sha256('z'), size: 1, urls: ['https://example.com/layer'] };
  const { blobs } = parseManifest(Buffer.from(JSON.stringify({ mediaType: 'm', layers: [layer] })), undefined);

  expect(blobs).toEqual([{ digest: sha256('z'), sizeBytes: 1, mediaType: 'x', isForeign: true }]);
});

it("the client's word on the media type wins; without any it is refused", () => {
  expect(parseManifest(Buffer.from('{}'), 'given').mediaType).toBe('given');
  expect(() => parseManifest(Buffer.from('{}'), undefined)).toThrow('image manifest mediatype not provided in manifest or parameter');
});

it.each([
  ['no JSON', Buffer.from('{')],
  ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
  ['no object', Buffer.from('[]')],
  ['a bad digest', Buffer.from('{"mediaType":"m","layers":[{"digest":"sha256:x","size":1}]}')],
  ['more than 4 MiB', Buffer.alloc(MANIFEST_LIMIT_BYTES + 1, ' ')],
])('refuses %s', (_what, bytes) =>
  expect(() => parseManifest(bytes, 'm')).toThrow(expect.objectContaining({ code: 'InvalidParameterException' })),
);
