import { buildArtifact, type BuiltImage, type BuiltManifest } from './image-builder.ts';

/** An image that took part in a build: `{ uri: 'pkg:docker/node@20?platform=linux%2Famd64', digest: 'sha256:..' }`. */
export interface MaterialSpec {
  readonly uri: string;
  readonly digest: string;
}

/** A child of an index, as `buildIndex` takes it. */
export interface AttestationChild {
  readonly image: BuiltManifest;
  readonly platform: string;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Builds the attestation that BuildKit puts beside an image, with SLSA provenance of that version. */
export function buildProvenance(spec: {
  readonly image: BuiltImage | BuiltManifest;
  readonly version: 'v0.2' | 'v1';
  readonly materials: readonly MaterialSpec[];
  /** In place of the statement: what a hostile one says. */
  readonly content?: string;
}): AttestationChild {
  const { digest } = spec.image.manifest;
  const predicateType = `https://slsa.dev/provenance/${spec.version}`;
  const dependencies = spec.materials.map(({ uri, digest: material }) => ({ uri, digest: { sha256: material.slice('sha256:'.length) } }));
  const statement = {
    _type: 'https://in-toto.io/Statement/v0.1',
    predicateType,
    subject: [{ name: '_', digest: { sha256: digest.slice('sha256:'.length) } }],
    predicate:
      spec.version === 'v1'
        ? { buildDefinition: { buildType: 'https://mobyproject.org/buildkit@v1', resolvedDependencies: dependencies } }
        : { buildType: 'https://mobyproject.org/buildkit@v1', materials: dependencies },
  };
  const image = buildArtifact({
    configMediaType: 'application/vnd.oci.image.config.v1+json',
    layers: [
      {
        mediaType: 'application/vnd.in-toto+json',
        content: spec.content ?? JSON.stringify(statement),
        annotations: { 'in-toto.io/predicate-type': predicateType },
      },
    ],
  });
  return {
    image,
    platform: 'unknown/unknown',
    annotations: { 'vnd.docker.reference.type': 'attestation-manifest', 'vnd.docker.reference.digest': digest },
  };
}
