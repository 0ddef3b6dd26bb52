import { type Digest, isDeeperThan, isDigest, PlimsollError } from '@plimsoll/model';
import { z } from 'zod';
import { isPlatform, parsePlatform } from './platform.ts';
import type { Platform } from './source.ts';

/** An image that took part in a build: what the image is built on, or what a stage of the build began with. */
export interface BuildMaterial {
  /** As a FROM line has it: `node:20-slim`, `ghcr.io/team/base:1`; without a tag if it was pinned by digest alone. */
  readonly name: string;
  /** What the name was resolved to: of an index if it named one. */
  readonly digest: Digest;
}

/** Predicate types of SLSA provenance begin so; `v0.2` and `v1` follow. */
export const PROVENANCE_PREDICATE = 'https://slsa.dev/provenance/';

const MAX_DEPTH = 200;
const MAX_DEPENDENCIES = 10_000;
const MAX_MATERIALS = 50;
const MAX_NAME_LENGTH = 512;
const PURL = 'pkg:docker/';

/** They take part in every build that asks for them, and no image is built on them. */
const BUILD_TOOLS: ReadonlySet<string> = new Set(['docker/dockerfile', 'docker/dockerfile-upstream', 'docker/buildkit-syft-scanner']);

const digests = z.record(z.string(), z.string());
const dependencies = z.array(z.object({ uri: z.string().optional(), digest: digests.nullish() })).max(MAX_DEPENDENCIES);
const statementSchema = z.object({
  predicateType: z.string(),
  subject: z.array(z.object({ digest: digests })).max(MAX_DEPENDENCIES),
  predicate: z.object({
    materials: dependencies.nullish(),
    buildDefinition: z.object({ resolvedDependencies: dependencies.nullish() }).nullish(),
  }),
});

/**
 * Reads the images that took part in a build from an in-toto statement with SLSA provenance, v0.2 or v1. Nobody signed what BuildKit writes:
 * it is as true as the registry.
 *
 * @param image that the statement has to be about; images for other platforms are build stages, and left out
 * @returns each digest once, in their order; empty if no image took part
 * @throws PlimsollError MALFORMED_PROVENANCE if it is no such statement, or is about another image; LIMIT_EXCEEDED
 * @see https://slsa.dev/spec/v1.0/provenance
 * @see https://github.com/moby/buildkit/blob/master/docs/attestations/slsa-provenance.md
 */
export function parseProvenance(bytes: Uint8Array, image: { readonly digest: Digest; readonly platform: Platform }): BuildMaterial[] {
  const { predicateType, subject, predicate } = parseStatement(bytes);
  if (!predicateType.startsWith(PROVENANCE_PREDICATE)) throw malformed(`its predicate is ${quote(predicateType)}`);
  if (!subject.some(({ digest }) => `sha256:${digest.sha256}` === image.digest)) throw malformed(`it is not about ${image.digest}`);
  const found = new Map<Digest, BuildMaterial>();
  for (const { uri = '', digest } of predicate.buildDefinition?.resolvedDependencies ?? predicate.materials ?? []) {
    const named = parseDockerPurl(uri);
    const pinned = `sha256:${digest?.sha256 ?? ''}`;
    if (named === undefined || !isDigest(pinned) || BUILD_TOOLS.has(named.repository) || !servesPlatform(named.platform, image.platform))
      continue;
    if (!found.has(pinned)) found.set(pinned, { name: named.name, digest: pinned });
    if (found.size > MAX_MATERIALS) throw new PlimsollError('LIMIT_EXCEEDED', `the provenance names more than ${MAX_MATERIALS} images`);
  }
  return [...found.values()];
}

function parseStatement(bytes: Uint8Array): z.output<typeof statementSchema> {
  if (isDeeperThan(bytes, MAX_DEPTH)) throw new PlimsollError('LIMIT_EXCEEDED', `the provenance is nested deeper than ${MAX_DEPTH} levels`);
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString());
  } catch (cause) {
    throw malformed('it is not JSON', cause);
  }
  const { data, error } = statementSchema.safeParse(json);
  const [issue] = error?.issues ?? [];
  if (data === undefined) throw malformed(`${issue?.path.map(String).join('.')} ${issue?.message}`, error);
  return data;
}

interface DockerPurl {
  /** Without Docker Hub's own host and `library/`. */
  readonly repository: string;
  readonly name: string;
  /** `linux/amd64`; undefined if it does not say. */
  readonly platform: string | undefined;
}

/** `pkg:docker/ghcr.io/team/base@1?platform=linux%2Famd64`. Undefined for anything else. */
function parseDockerPurl(uri: string): DockerPurl | undefined {
  if (!uri.startsWith(PURL) || uri.length > 2 * MAX_NAME_LENGTH) return undefined;
  const question = uri.indexOf('?');
  const path = uri.slice(PURL.length, question === -1 ? undefined : question);
  const at = path.lastIndexOf('@');
  const repository = decode(at === -1 ? path : path.slice(0, at))
    .replace(/^docker\.io\//, '')
    .replace(/^library\//, '');
  const tag = at === -1 ? '' : decode(path.slice(at + 1));
  if (repository === '' || repository.length + tag.length > MAX_NAME_LENGTH) return undefined;
  const platform = question === -1 ? undefined : (new URLSearchParams(uri.slice(question + 1)).get('platform') ?? undefined);
  return { repository, name: tag === '' || tag.startsWith('sha256:') ? repository : `${repository}:${tag}`, platform };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // it is not encoded well, and means what it says
  }
}

/** True if nobody knows. */
function servesPlatform(stated: string | undefined, wanted: Platform): boolean {
  if (stated === undefined || !/^[^/]+\/[^/]+(?:\/[^/]+)?$/.test(stated)) return true;
  const { os, architecture } = parsePlatform(stated);
  return isPlatform(wanted, { os, architecture });
}

function malformed(what: string, cause?: unknown): PlimsollError {
  return new PlimsollError('MALFORMED_PROVENANCE', `the provenance cannot be read: ${what}`, { cause });
}

function quote(text: string): string {
  return JSON.stringify(text.slice(0, 100));
}
