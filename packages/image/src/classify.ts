import type { Manifest } from './manifest.ts';
import { mediaTypes } from './media-types.ts';

export type ArtifactKind = 'signature' | 'sbom' | 'attestation' | 'helm-chart' | 'soci-index' | 'artifact';

/** What a manifest is: something that runs, a list of such, or something that only looks like an image. */
export type Classification = 'image' | 'index' | { readonly notAnImage: ArtifactKind };

const COSIGN_TAG = /^sha256-[0-9a-f]{64}\.(sig|att|sbom)$/;
const COSIGN_SUFFIX: Readonly<Record<string, ArtifactKind>> = { sig: 'signature', att: 'attestation', sbom: 'sbom' };

/** Looked for in the artifact type, the configuration's and the layers' media types, in this order: the first that fits. */
const MARKS: readonly (readonly [mark: string, kind: ArtifactKind])[] = [
  ['application/vnd.cncf.helm.', 'helm-chart'],
  ['application/vnd.amazon.soci.index', 'soci-index'],
  ['application/vnd.dev.cosign.simplesigning', 'signature'],
  ['application/vnd.dev.cosign.artifact.sig', 'signature'],
  ['application/vnd.cncf.notary.signature', 'signature'],
  ['application/vnd.dev.sigstore.bundle', 'signature'],
  ['application/vnd.in-toto', 'attestation'],
  ['application/vnd.dsse.envelope', 'attestation'],
  ['application/spdx', 'sbom'],
  ['text/spdx', 'sbom'],
  ['application/vnd.cyclonedx', 'sbom'],
  ['application/vnd.syft', 'sbom'],
  ['application/vnd.dev.cosign.artifact.sbom', 'sbom'],
];

const IMAGE_CONFIGS: ReadonlySet<string> = new Set([mediaTypes.ociConfig, mediaTypes.dockerConfig, '', 'application/octet-stream']);

/** BuildKit marks an attestation with this annotation on its descriptor in the index. */
export const REFERENCE_TYPE_ANNOTATION = 'vnd.docker.reference.type';

/**
 * Tells images from the signatures, SBOMs, charts and other artifacts that registries keep beside them. Classic cosign artifacts carry the
 * configuration type of an image: only their tag or their layers give them away. Whatever has the configuration of an image and a layer of
 * files runs, so it is an image, whatever else it says of itself.
 *
 * @param tag the tag it is known by, if any: `sha256-<hex>.sig`
 */
export function classifyManifest(manifest: Manifest, tag?: string): Classification {
  const hasImageConfig = manifest.kind === 'image' && IMAGE_CONFIGS.has(manifest.config.mediaType);
  if (hasImageConfig && manifest.layers.some((layer) => isFileLayer(layer.mediaType))) return 'image';

  const suffix = COSIGN_TAG.exec(tag ?? '')?.[1];
  if (suffix !== undefined) return { notAnImage: COSIGN_SUFFIX[suffix] ?? 'artifact' };

  const types = [manifest.artifactType ?? ''];
  if (manifest.kind === 'image') types.push(manifest.config.mediaType, ...manifest.layers.map((layer) => layer.mediaType));
  const marked = MARKS.find(([mark]) => types.some((type) => type.startsWith(mark)));
  if (marked !== undefined) return { notAnImage: marked[1] };
  if (manifest.annotations[REFERENCE_TYPE_ANNOTATION] === 'attestation-manifest') return { notAnImage: 'attestation' };

  if (manifest.artifactType !== undefined) return { notAnImage: 'artifact' };
  if (manifest.kind === 'index') return 'index';
  return hasImageConfig ? 'image' : { notAnImage: 'artifact' };
}

function isFileLayer(mediaType: string): boolean {
  return mediaType.startsWith('application/vnd.oci.image.layer.') || mediaType.startsWith('application/vnd.docker.image.rootfs.');
}
