import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync, zstdDecompressSync } from 'node:zlib';

interface Descriptor {
  readonly digest: string;
  readonly mediaType: string;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** Where the corpus lies, or undefined if it is not on this machine. */
export function corpusFolder(): string | undefined {
  const folder = process.env['PLIMSOLL_CORPUS_DIR'] ?? new URL('../../../shared', import.meta.url).pathname;
  return existsSync(folder) ? folder : undefined;
}

/** Names of the images in an OCI layout, as its index spells them. */
export function imagesOf(layout: string): string[] {
  return indexOf(layout).map(({ annotations }) => annotations?.['org.opencontainers.image.ref.name'] ?? '');
}

/**
 * Regular files of an image that `isWanted` picks, by path; of two layers the upper one counts. Knows neither whiteouts nor long names:
 * enough for the package databases of the corpus, and another reader than the one under test elsewhere.
 */
export function filesOfImage(layout: string, image: string, isWanted: (path: string) => boolean): Map<string, Uint8Array> {
  const descriptor = indexOf(layout).find(({ annotations }) => annotations?.['org.opencontainers.image.ref.name'] === image);
  if (descriptor === undefined) throw new Error(`${layout} has no image ${image}`);
  const manifest: { layers: Descriptor[] } = JSON.parse(readBlob(layout, descriptor.digest).toString('utf8'));
  const files = new Map<string, Uint8Array>();
  for (const { digest, mediaType } of manifest.layers) {
    for (const [path, bytes] of entriesOf(unpack(readBlob(layout, digest), mediaType))) if (isWanted(path)) files.set(path, bytes);
  }
  return files;
}

function indexOf(layout: string): Descriptor[] {
  const index: { manifests: Descriptor[] } = JSON.parse(readFileSync(`${layout}/index.json`, 'utf8'));
  return index.manifests;
}

function readBlob(layout: string, digest: string): Buffer {
  return readFileSync(`${layout}/blobs/${digest.replace(':', '/')}`);
}

function unpack(blob: Buffer, mediaType: string): Buffer {
  if (mediaType.endsWith('+gzip')) return gunzipSync(blob);
  return mediaType.endsWith('+zstd') ? zstdDecompressSync(blob) : blob;
}

function* entriesOf(tar: Buffer): Generator<[path: string, bytes: Uint8Array]> {
  const field = (at: number, length: number): string => tar.toString('latin1', at, at + length).split('\0', 1)[0] ?? '';
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const size = Number.parseInt(field(at + 124, 12).trim() || '0', 8);
    const prefix = field(at + 257, 5) === 'ustar' && tar[at + 263] === 0x30 ? field(at + 345, 155) : '';
    const path = `${prefix}${prefix === '' ? '' : '/'}${field(at, 100)}`.replace(/^\.?\//, '');
    const type = field(at + 156, 1);
    if (type === '0' || type === '') yield [path, tar.subarray(at + 512, at + 512 + size)];
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
