import { createHash } from 'node:crypto';
import type { DependencyPin } from './pins.ts';
import { compareTags, parseTag } from './tag-line.ts';

/**
 * Keys for moves to other bases: the newest of the tags with one first number has the key of them all, `base:platform/nginx:1-@` for
 * `1-20260711` (`@` stands for a date, `#` for a number), so that the plan stays while the tag goes on. Older ones have their whole name, and
 * images of one name (in two registries) their digest, too. A tag without a version is a key by itself.
 *
 * @returns one for each, in their order; all different
 */
export function baseKeys(candidates: readonly { readonly name: string; readonly digest: string }[]): string[] {
  const tracks = candidates.map(({ name }) => trackOf(name));
  const newest = new Map<string, number>();
  for (const [index, track] of tracks.entries()) {
    const rival = newest.get(track);
    if (rival === undefined || (compareTags(tagOf(candidates[index]!.name), tagOf(candidates[rival]!.name)) ?? 0) > 0)
      newest.set(track, index);
  }
  return candidates.map(({ name, digest }, index) => {
    if (newest.get(tracks[index]!) === index) return short(`base:${tracks[index]!}`);
    return short(candidates.findIndex((other) => other.name === name) === index ? `base:${name}` : `base:${name}@${digest}`);
  });
}

/** `platform/nginx:1.27.0-alpine3.20` as `platform/nginx:1.#.#-alpine#.#`. */
function trackOf(name: string): string {
  const tag = tagOf(name);
  const version = parseTag(tag);
  const first = version?.numbers[0];
  if (version === undefined || first === undefined) return name;
  return `${name.slice(0, name.length - tag.length)}${version.line.replace('#', first.digits)}`;
}

/** Empty if there is none; a colon before a slash is a port, and one of `sha256:` belongs to a digest. */
function tagOf(name: string): string {
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/') && !/(?:^|@)sha\d+$/.test(name.slice(0, colon)) ? name.slice(colon + 1) : '';
}

/**
 * Keys for pins, each alone: `pin:npm/lodash`. Where several have that, with where they are: `pin:npm/ws in srv/app/node_modules`, and where
 * several lie there, with what they replace.
 *
 * @returns one for each pin, in their order; all different
 */
export function pinKeys(pins: readonly DependencyPin[]): string[] {
  const plain = pins.map(({ ecosystem, pin }) => `pin:${ecosystem}/${pin.name}`);
  const placed = pins.map(({ path }, index) => `${plain[index]!} in ${path}`);
  const whole = pins.map(({ pin }, index) => `${placed[index]!} from ${pin.from.join(', ')}`);
  return pins.map((_, index) =>
    short([plain, placed, whole].find((keys) => isOnce(keys, index))?.[index] ?? `${whole[index]!} (${index + 1})`),
  );
}

/** Names in images may be of any length; a key is stored and looked up. */
function short(key: string): string {
  const MAX_LENGTH = 300;
  return key.length <= MAX_LENGTH ? key : `${key.slice(0, 200)}~${createHash('sha256').update(key).digest('hex')}`;
}

function isOnce(keys: readonly string[], index: number): boolean {
  return keys.filter((key) => key === keys[index]).length === 1;
}
