import { formatTagName, type TagName } from './known-images.ts';
import type { Base } from './lineage.ts';
import { parseTag, STEPS, type TagStep, type TagVersion, versionStep } from './tag-line.ts';

/** Which tags have to be known to judge a base. */
export interface BaseTags {
  /** Repositories that the base is, or was, tagged in. */
  readonly repositories: readonly string[];
  /** Whether a tag of now may say that the base is outdated: one it had, or a newer one of its line. Others say nothing. */
  readonly wants: (tag: TagName) => boolean;
}

/** For who does not hold all tags at hand: what to fetch before `assessBase` is asked. */
export function tagsOfBase(base: Base): BaseTags {
  const former = formerNames(base);
  const lines = linesOf(base);
  const names = [...namesOf(base), splitName(base.name)];
  return {
    repositories: [...new Set(names.map(({ repository }) => repository))],
    wants: (tag) => {
      if (former.has(formatTagName(tag))) return true;
      const version = parseTag(tag.tag);
      const line = version === undefined ? undefined : lines.get(lineKey(tag.repository, version));
      return line !== undefined && nearestStep(line.versions, version) !== undefined;
    },
  };
}

/** Names that once were the base's, and the one it is known by: if such a tag is of another image now, it moved. */
export function formerNames({ name, images }: Base): ReadonlySet<string> {
  return new Set([...images.flatMap(({ formerTags }) => formerTags.map(formatTagName)), name]);
}

interface Line {
  readonly repository: string;
  /** Versions of the base's own tags of this line. */
  readonly versions: TagVersion[];
}

/** The names of a base by repository and line; those without a version have no newer one. */
export function linesOf(base: Base): ReadonlyMap<string, Line> {
  const lines = new Map<string, Line>();
  for (const { repository, tag } of namesOf(base)) {
    const version = parseTag(tag);
    if (version === undefined) continue;
    const key = lineKey(repository, version);
    const line = lines.get(key);
    if (line === undefined) lines.set(key, { repository, versions: [version] });
    else line.versions.push(version);
  }
  return lines;
}

/** The smallest step from any of these versions; undefined if the tag is newer than none. */
export function nearestStep(versions: readonly TagVersion[], newer: TagVersion | undefined): TagStep | undefined {
  let nearest: TagStep | undefined;
  for (const version of versions) {
    const step = versionStep(version, newer);
    if (step !== undefined && (nearest === undefined || STEPS.indexOf(step) < STEPS.indexOf(nearest))) nearest = step;
  }
  return nearest;
}

function lineKey(repository: string, { line }: TagVersion): string {
  return `${repository}\0${line}`;
}

/** Every tag of the base, now or once; what its name says if no image of it is known. */
function namesOf({ name, images }: Base): TagName[] {
  const tags = images.flatMap((image) => [...image.tags, ...image.formerTags]);
  return images.length > 0 ? tags : [splitName(name)];
}

/** The tag of a name; a colon before a slash is a port. Empty if there is none. */
function tagOf(name: string): string {
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/') ? name.slice(colon + 1) : '';
}

function splitName(name: string): TagName {
  const tag = tagOf(name);
  return { repository: name.slice(0, name.length - tag.length).replace(/:$/, ''), tag };
}
