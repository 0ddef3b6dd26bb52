import { type Digest, type ErrorCode, PlimsollError, type Problem, toProblem } from '@plimsoll/model';
import { REFERENCE_TYPE_ANNOTATION } from './classify.ts';
import { parseManifest } from './manifest.ts';
import { type BuildMaterial, parseProvenance, PROVENANCE_PREDICATE } from './provenance.ts';
import { readBlob } from './read-blob.ts';
import type { Descriptor, ImageSource, Platform } from './source.ts';

/** What is said of how an image was built. */
export interface Provenance {
  /** Empty if nothing is said. */
  readonly materials: readonly BuildMaterial[];
  /** Attestations that cannot be read: the image itself is none the worse. */
  readonly problems: readonly Problem[];
}

const REFERENCE_DIGEST_ANNOTATION = 'vnd.docker.reference.digest';
const PREDICATE_ANNOTATION = 'in-toto.io/predicate-type';
const IN_TOTO = 'application/vnd.in-toto+json';
/** Of one image; BuildKit writes one. */
const MAX_ATTESTATIONS = 4;
/** BuildKit's largest has the whole build in it, sources included. */
const MAX_PROVENANCE_BYTES = 8 * 2 ** 20;

/** What is wrong with the bytes is wrong for good; a registry that does not answer is asked again, so its error is thrown. */
const OF_CONTENT: ReadonlySet<ErrorCode> = new Set([
  'IMAGE_NOT_FOUND',
  'BLOB_NOT_FOUND',
  'DIGEST_MISMATCH',
  'SIZE_MISMATCH',
  'TRUNCATED',
  'INVALID_MANIFEST',
  'UNSUPPORTED_MEDIA_TYPE',
  'LIMIT_EXCEEDED',
  'MALFORMED_PROVENANCE',
]);

/** Those children of an index that are attestations of one of its images, as BuildKit marks them. */
export function attestationsOf(children: readonly Descriptor[], image: Digest): Descriptor[] {
  return children.filter(
    ({ annotations = {} }) =>
      annotations[REFERENCE_TYPE_ANNOTATION] === 'attestation-manifest' && annotations[REFERENCE_DIGEST_ANNOTATION] === image,
  );
}

/**
 * Reads the SLSA provenance of an image: two small fetches, and none if there are no attestations.
 *
 * @param attestations of this image (`attestationsOf`)
 * @throws PlimsollError if the source fails
 */
export async function readProvenance(
  source: ImageSource,
  image: { readonly digest: Digest; readonly platform: Platform },
  attestations: readonly Descriptor[],
  signal?: AbortSignal,
): Promise<Provenance> {
  const materials = new Map<Digest, BuildMaterial>();
  const problems: Problem[] = [];
  if (attestations.length > MAX_ATTESTATIONS)
    problems.push({
      code: 'LIMIT_EXCEEDED',
      message: `the image ${image.digest} has ${attestations.length} attestations; ${MAX_ATTESTATIONS} are read`,
    });
  for (const { digest } of attestations.slice(0, MAX_ATTESTATIONS)) {
    try {
      for (const material of await readAttestation(source, digest, image, signal))
        if (!materials.has(material.digest)) materials.set(material.digest, material);
    } catch (error) {
      if (error instanceof PlimsollError && !OF_CONTENT.has(error.code)) throw error;
      const { code, message } = toProblem(error);
      problems.push({ code, message: `the attestation ${digest} of the image ${image.digest}: ${message}` });
    }
  }
  return { materials: [...materials.values()], problems };
}

async function readAttestation(
  source: ImageSource,
  digest: Digest,
  image: { readonly digest: Digest; readonly platform: Platform },
  signal: AbortSignal | undefined,
): Promise<BuildMaterial[]> {
  const { bytes, mediaType } = await source.fetchManifest(digest);
  const manifest = parseManifest(bytes, mediaType);
  const blob = (manifest.kind === 'image' ? manifest.layers : []).find(
    (layer) => layer.mediaType === IN_TOTO && layer.annotations?.[PREDICATE_ANNOTATION]?.startsWith(PROVENANCE_PREDICATE),
  );
  return blob === undefined ? [] : parseProvenance(await readBlob(source, blob, MAX_PROVENANCE_BYTES, signal), image);
}
