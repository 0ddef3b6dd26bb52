import { Readable } from 'node:stream';
import type { ImageSource } from '@plimsoll/image';
import { type Digest, parseDigest, PlimsollError } from '@plimsoll/model';
import type { BuiltImage } from '@plimsoll/testkit';

/** A source with one image in memory, and a log of the blobs that were asked for. */
export interface BuiltSource extends ImageSource {
  readonly fetched: Digest[];
  /** What is sent in place of a blob. */
  readonly damaged: Map<string, Uint8Array>;
}

export function sourceOf(image: BuiltImage, { mayDiffer }: { mayDiffer?: true } = {}): BuiltSource {
  const blobs = new Map(image.blobs.map(({ digest, bytes }) => [digest, bytes]));
  const fetched: Digest[] = [];
  const damaged = new Map<string, Uint8Array>();
  const { mediaType, digest, bytes } = image.manifest;
  return {
    name: 'test:image',
    ...(mayDiffer === undefined ? {} : { mayDiffer }),
    fetched,
    damaged,
    fetchManifest: () => Promise.resolve({ mediaType, digest: parseDigest(digest), bytes }),
    openBlob: (blob) => {
      fetched.push(blob.digest);
      const content = damaged.get(blob.digest) ?? blobs.get(blob.digest);
      if (content === undefined) throw new PlimsollError('BLOB_NOT_FOUND', `${blob.digest} is not there`);
      return Promise.resolve(Readable.from([Buffer.from(content)]));
    },
    close: () => Promise.resolve(),
  };
}
