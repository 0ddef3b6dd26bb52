import { createHash } from 'node:crypto';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { type TarEntry, writeTar } from './tar.ts';

/** What lies at a path: its content, or something other than a plain file. */
export type FileSpec =
  | string
  | Uint8Array
  | { readonly content: string | Uint8Array; readonly mode: number }
  | { readonly symlink: string }
  | { readonly hardlink: string }
  | { readonly directory: true };

export interface LayerSpec {
  /** Path without a leading slash -> what lies there. Directories above are added. Whiteouts may be written as `dir/.wh.name`. */
  readonly files: Readonly<Record<string, FileSpec>>;
  /** Paths of the layers below that this one deletes: written as whiteouts. */
  readonly removes?: readonly string[];
  /** As BuildKit's history has it: `RUN /bin/sh -c apt-get update # buildkit`. */
  readonly instruction?: string;
  /** Default gzip. */
  readonly compression?: 'gzip' | 'zstd' | 'none';
}

/** The `config` member of an image configuration, spelled as in the file: `{ User: '1000', Env: ['A=b'] }`. */
export type ConfigSpec = Readonly<Record<string, unknown>>;

export interface ImageSpec {
  readonly layers: readonly LayerSpec[];
  /** Laid over that of the base. */
  readonly config?: ConfigSpec;
  /** Its layers come first, as the very same blobs. */
  readonly base?: BuiltImage;
  /** Default `linux/amd64`; a third part is the variant. */
  readonly platform?: string;
  /** ISO 8601; default `2026-01-01T00:00:00Z`. */
  readonly created?: string;
  /** Default `oci`. */
  readonly format?: 'oci' | 'docker';
  readonly annotations?: Readonly<Record<string, string>>;
  /** History entries without a layer, written after the others: `USER 1000`. */
  readonly emptyInstructions?: readonly string[];
}

export interface BuiltBlob {
  readonly mediaType: string;
  /** `sha256:` and 64 hex digits. */
  readonly digest: string;
  readonly bytes: Uint8Array;
}

export interface BuiltLayer extends BuiltBlob {
  readonly diffId: string;
  /** The unpacked archive. */
  readonly tar: Uint8Array;
}

interface HistoryEntry {
  readonly created: string;
  readonly created_by: string;
  readonly empty_layer?: true;
}

export interface BuiltImage {
  readonly manifest: BuiltBlob;
  readonly config: BuiltBlob;
  readonly configSpec: ConfigSpec;
  readonly layers: readonly BuiltLayer[];
  readonly history: readonly HistoryEntry[];
  readonly platform: string;
  /** Everything that must be stored beside the manifest. */
  readonly blobs: readonly BuiltBlob[];
}

/** An index with its children, or an artifact without any. */
export interface BuiltManifest {
  readonly manifest: BuiltBlob;
  readonly blobs: readonly BuiltBlob[];
}

const MEDIA_TYPES = {
  oci: {
    manifest: 'application/vnd.oci.image.manifest.v1+json',
    index: 'application/vnd.oci.image.index.v1+json',
    config: 'application/vnd.oci.image.config.v1+json',
    gzip: 'application/vnd.oci.image.layer.v1.tar+gzip',
    zstd: 'application/vnd.oci.image.layer.v1.tar+zstd',
    none: 'application/vnd.oci.image.layer.v1.tar',
  },
  docker: {
    manifest: 'application/vnd.docker.distribution.manifest.v2+json',
    index: 'application/vnd.docker.distribution.manifest.list.v2+json',
    config: 'application/vnd.docker.container.image.v1+json',
    gzip: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
    zstd: 'application/vnd.docker.image.rootfs.diff.tar.zstd',
    none: 'application/vnd.docker.image.rootfs.diff.tar',
  },
} as const;

/** Builds an image from small text files: same input, same digests. */
export function buildImage(spec: ImageSpec): BuiltImage {
  const mediaTypes = MEDIA_TYPES[spec.format ?? 'oci'];
  const created = spec.created ?? '2026-01-01T00:00:00Z';
  const platform = spec.platform ?? 'linux/amd64';
  const own = spec.layers.map((layer) => buildLayer(layer, mediaTypes));
  const layers = [...(spec.base?.layers ?? []), ...own];
  const history: HistoryEntry[] = [
    ...(spec.base?.history ?? []),
    ...spec.layers.map((layer) => ({ created, created_by: layer.instruction ?? 'COPY . / # buildkit' })),
    ...(spec.emptyInstructions ?? []).map((text) => ({ created, created_by: text, empty_layer: true as const })),
  ];
  const configSpec = { ...spec.base?.configSpec, ...spec.config };
  const [os, architecture, variant] = platform.split('/');
  const config = jsonBlob(mediaTypes.config, {
    created,
    architecture,
    os,
    ...(variant === undefined ? {} : { variant }),
    config: configSpec,
    rootfs: { type: 'layers', diff_ids: layers.map((layer) => layer.diffId) },
    history,
  });
  const manifest = jsonBlob(mediaTypes.manifest, {
    schemaVersion: 2,
    mediaType: mediaTypes.manifest,
    config: descriptorOf(config),
    layers: layers.map((layer) => descriptorOf(layer)),
    ...(spec.annotations === undefined ? {} : { annotations: spec.annotations }),
  });
  return { manifest, config, configSpec, layers, history, platform, blobs: [config, ...layers] };
}

/** Builds an index over images, artifacts or other indexes; a child with the platform `unknown/unknown` is how attestations look. */
export function buildIndex(spec: {
  readonly manifests: readonly {
    readonly image: BuiltImage | BuiltManifest;
    /** Default: that of the image; none for artifacts. */
    readonly platform?: string;
    readonly annotations?: Readonly<Record<string, string>>;
    /** Leaves the child out of `blobs`, as when it was deleted. */
    readonly missing?: boolean;
  }[];
  readonly format?: 'oci' | 'docker';
}): BuiltManifest {
  const mediaType = MEDIA_TYPES[spec.format ?? 'oci'].index;
  const manifest = jsonBlob(mediaType, {
    schemaVersion: 2,
    mediaType,
    manifests: spec.manifests.map(({ image, platform = 'platform' in image ? image.platform : undefined, annotations }) => {
      const [os, architecture, variant] = platform?.split('/') ?? [];
      return {
        ...descriptorOf(image.manifest),
        ...(os === undefined ? {} : { platform: { os, architecture, ...(variant === undefined ? {} : { variant }) } }),
        ...(annotations === undefined ? {} : { annotations }),
      };
    }),
  });
  const stored = spec.manifests.filter((child) => child.missing !== true);
  return { manifest, blobs: stored.flatMap(({ image }) => [image.manifest, ...image.blobs]) };
}

/** Builds a manifest that is no image: a signature, an SBOM, a Helm chart. The config is `{}` unless given. */
export function buildArtifact(spec: {
  readonly artifactType?: string;
  readonly configMediaType?: string;
  readonly layers: readonly {
    readonly mediaType: string;
    readonly content: string;
    readonly annotations?: Readonly<Record<string, string>>;
  }[];
  readonly subject?: BuiltBlob;
  readonly annotations?: Readonly<Record<string, string>>;
}): BuiltManifest {
  const config = blobOf(spec.configMediaType ?? 'application/vnd.oci.empty.v1+json', Buffer.from('{}'));
  const layers = spec.layers.map((layer) => blobOf(layer.mediaType, Buffer.from(layer.content)));
  const manifest = jsonBlob(MEDIA_TYPES.oci.manifest, {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.oci.manifest,
    ...(spec.artifactType === undefined ? {} : { artifactType: spec.artifactType }),
    config: descriptorOf(config),
    layers: layers.map((layer, index) => {
      const { annotations } = spec.layers[index]!;
      return { ...descriptorOf(layer), ...(annotations === undefined ? {} : { annotations }) };
    }),
    ...(spec.subject === undefined ? {} : { subject: descriptorOf(spec.subject) }),
    ...(spec.annotations === undefined ? {} : { annotations: spec.annotations }),
  });
  return { manifest, blobs: [config, ...layers] };
}

/** `{ mediaType, digest, size }` of a blob, as manifests spell it. */
export function descriptorOf(blob: BuiltBlob): { mediaType: string; digest: string; size: number } {
  return { mediaType: blob.mediaType, digest: blob.digest, size: blob.bytes.length };
}

/** A blob with its digest. */
export function blobOf(mediaType: string, bytes: Uint8Array): BuiltBlob {
  return { mediaType, digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`, bytes };
}

function jsonBlob(mediaType: string, value: unknown): BuiltBlob {
  return blobOf(mediaType, Buffer.from(JSON.stringify(value)));
}

function buildLayer(layer: LayerSpec, mediaTypes: Record<'gzip' | 'zstd' | 'none', string>): BuiltLayer {
  const compression = layer.compression ?? 'gzip';
  const tar = writeTar(entriesOf(layer));
  const diffId = blobOf('', tar).digest;
  return { ...blobOf(mediaTypes[compression], compress(tar, compression)), diffId, tar };
}

/** In path order, each with the directories above it. */
function entriesOf(layer: LayerSpec): TarEntry[] {
  const whiteouts = (layer.removes ?? []).map((path): [string, FileSpec] => [path.replace(/[^/]+$/, '.wh.$&'), '']);
  const files = new Map<string, FileSpec>([...Object.entries(layer.files), ...whiteouts]);
  const directories = new Set<string>();
  for (const path of files.keys()) {
    for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) directories.add(path.slice(0, slash));
  }
  for (const directory of directories) if (!files.has(directory)) files.set(directory, { directory: true });
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  // A hard link must come after the file that it names.
  return [...sorted.filter(([, spec]) => !isHardLink(spec)), ...sorted.filter(([, spec]) => isHardLink(spec))].map(toEntry);
}

function isHardLink(spec: FileSpec): boolean {
  return typeof spec === 'object' && 'hardlink' in spec;
}

function toEntry([path, spec]: [string, FileSpec]): TarEntry {
  if (typeof spec === 'string' || spec instanceof Uint8Array) return { path, content: spec };
  if ('content' in spec) return { path, content: spec.content, mode: spec.mode };
  if ('symlink' in spec) return { path, type: 'symlink', target: spec.symlink };
  if ('hardlink' in spec) return { path, type: 'hardlink', target: spec.hardlink };
  return { path: `${path}/`, type: 'directory' };
}

function compress(tar: Uint8Array, compression: 'gzip' | 'zstd' | 'none'): Uint8Array {
  if (compression === 'none') return tar;
  if (compression === 'zstd') return zstdCompressSync(tar);
  const gzip = gzipSync(tar, { level: 6 });
  gzip[9] = 255; // the byte that names the operating system: unknown, so that all systems write the same
  return gzip;
}
