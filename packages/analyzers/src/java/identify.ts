import { type Coordinates, isCoordinate, isMavenVersion } from './coordinates.ts';
import { splitStem } from './file-name.ts';
import { findKnownGroup } from './known-groups.ts';
import type { JarManifest } from './manifest.ts';

/** What an archive tells about itself. */
export interface ArchiveEvidence {
  /** File name without extension. */
  readonly stem: string;
  /** Each pom.properties, in file order. */
  readonly poms: readonly Coordinates[];
  /** Groups and artifacts of each pom.xml that has no pom.properties beside it. */
  readonly pomPaths: readonly { readonly group: string; readonly artifact: string }[];
  readonly manifest: JarManifest;
  /** Folders that hold classes. */
  readonly classFolders: ReadonlySet<string>;
}

/** What an archive is, and what was copied into it. */
export interface Identity {
  /** Undefined if nothing says it. */
  readonly itself: Coordinates | undefined;
  /** Packages whose classes were merged into it (shaded), in file order. */
  readonly components: readonly Coordinates[];
}

/**
 * Finds out what an archive is called: by the pom.properties that fits its name, else by its manifest and its name.
 *
 * Of several pom.properties those that do not fit are packages merged into it. A single one names the archive if the file's name has no
 * version that says otherwise (`app.jar`).
 */
export function identifyArchive(evidence: ArchiveEvidence): Identity {
  const { stem, poms } = evidence;
  const fitting = poms.filter((pom) => fits(stem, pom)).toSorted((a, b) => b.artifact.length - a.artifact.length);
  const itself = fitting[0] ?? (poms.length === 1 && splitStem(stem).version === undefined ? poms[0] : undefined);
  const components = poms.filter((pom) => pom !== itself);
  return { itself: itself ?? fromManifest(evidence), components };
}

/** `orders`, `orders-2.1.0`, `orders-2.1.0-exec`, `com.example.orders-2.1.0`. */
function fits(stem: string, { group, artifact, version }: Coordinates): boolean {
  const bare = group !== undefined && stem.startsWith(`${group}.${artifact}`) ? stem.slice(group.length + 1) : stem;
  if (bare === artifact || bare === `${artifact}-${version}` || bare.startsWith(`${artifact}-${version}-`)) return true;
  return splitStem(bare).artifact === artifact;
}

function fromManifest(evidence: ArchiveEvidence): Coordinates | undefined {
  const { stem, manifest, pomPaths, classFolders } = evidence;
  const split = splitStem(stem);
  const version = [split.version, ...VERSION_KEYS.map((key) => manifest.get(key))].find(isMavenVersion);
  const pom = pomPaths.find(({ group, artifact }) => fits(stem, { group, artifact, version: version ?? '' }));
  if (pom !== undefined) return { ...pom, version: version ?? '' };
  if (version === undefined) return undefined;

  const artifact = split.version === undefined ? (statedArtifact(manifest) ?? split.artifact) : split.artifact;
  const known = findKnownGroup(split.artifact, manifest, classFolders);
  if (known !== undefined) return { group: known.group, artifact: known.publishedAs ?? split.artifact, version };
  return isCoordinate(artifact) ? { group: statedGroup(artifact, manifest, classFolders), artifact, version } : undefined;
}

const VERSION_KEYS = ['implementation-version', 'bundle-version', 'plugin-version', 'specification-version'];

/** Where the file's name is nobody's (`app.jar`), what the manifest calls it. */
function statedArtifact(manifest: JarManifest): string | undefined {
  return [manifest.get('short-name'), manifest.get('implementation-title')].find(isCoordinate);
}

/** A group that the manifest states; undefined rather than a guess. */
function statedGroup(artifact: string, manifest: JarManifest, classFolders: ReadonlySet<string>): string | undefined {
  const jenkins = manifest.get('group-id');
  if (isCoordinate(jenkins)) return jenkins;

  // `com.fasterxml.jackson.core.jackson-databind` is group and artifact.
  const bundle = manifest.get('bundle-symbolicname')?.split(';', 1)[0]?.trim();
  if (isCoordinate(bundle) && bundle.endsWith(`.${artifact}`)) return bundle.slice(0, -artifact.length - 1);

  // Many name their foundation (`org.apache`) instead, so only an id that is longer, and whose classes are there, is taken for a group.
  const vendor = manifest.get('implementation-vendor-id');
  if (!isCoordinate(vendor) || vendor.split('.').length < 3) return undefined;
  const folder = vendor.replaceAll('.', '/');
  return [...classFolders].some((candidate) => candidate === folder || candidate.startsWith(`${folder}/`)) ? vendor : undefined;
}
