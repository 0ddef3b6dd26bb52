import { parseImageId, parseImageName, type ImageId } from './image-ids.ts';
import { fitsPurl, packageKey, parsePurl } from './package-ids.ts';
import type { VexProduct } from './statement.ts';

/** What a statement is about, as far as names tell: which packages, in which images. */
export interface VexReach {
  /** Absent = in any image. */
  readonly image?: ImageId;
  /** A package URL. Absent = everything of the image. */
  readonly package?: string;
}

/**
 * What a product of a statement means, for somebody who has no image at hand. Names that mean neither an image nor a package are left out:
 * with them the statement reaches less than it says, never more.
 */
export function reachesOf({ ids, subcomponents, within }: VexProduct): VexReach[] {
  const images = ids.flatMap((id) => parseImageId(id) ?? parseImageName(id) ?? []);
  if (subcomponents.length > 0) {
    const parts = subcomponents.flatMap((id) => packageOf(id) ?? []);
    if (ids.length > 0) return images.flatMap((image) => parts.map((part) => ({ image, package: part })));
    // The whole is a platform that only a CPE names: a part counts if its version tells which build it is.
    return parts.filter((part) => !!parsePurl(part)?.version).map((part) => ({ package: part }));
  }
  const packages = ids.flatMap((id) => packageOf(id) ?? []);
  const holders = (within ?? []).flatMap((id) => parseImageId(id) ?? []);
  const inside = packages.flatMap((name): VexReach[] =>
    within === undefined ? [{ package: name }] : holders.map((image) => ({ image, package: name })),
  );
  return distinct([...images.map((image) => ({ image })), ...inside]);
}

function packageOf(id: string): string | undefined {
  return id.startsWith('pkg:') && parseImageId(id) === undefined && parsePurl(id) !== undefined ? id : undefined;
}

function distinct(reaches: readonly VexReach[]): VexReach[] {
  return [...new Map(reaches.map((reach) => [JSON.stringify(reach), reach])).values()];
}

/**
 * Prepares names of packages for many questions.
 *
 * @param purls what is known, as package URLs
 * @returns a function that gives the positions of those that a package URL of a statement names, ascending
 */
export function packagesNamedBy(purls: readonly string[]): (id: string) => number[] {
  const known = new Map<string, { index: number; purl: NonNullable<ReturnType<typeof parsePurl>> }[]>();
  for (const [index, text] of purls.entries()) {
    const purl = parsePurl(text);
    if (purl === undefined) continue;
    const key = packageKey(purl);
    known.set(key, [...(known.get(key) ?? []), { index, purl }]);
  }
  return (id) => {
    const wanted = parsePurl(id);
    if (wanted === undefined) return [];
    return (known.get(packageKey(wanted)) ?? []).filter(({ purl }) => fitsPurl(wanted, purl)).map(({ index }) => index);
  };
}

/** Which parts of a package a package URL pins; an epoch is a part of the version. */
export function partsNamed(id: string): { readonly version: boolean; readonly distro: boolean; readonly arch: boolean } {
  const purl = parsePurl(id);
  const has = (key: string): boolean => !!purl?.qualifiers?.[key];
  return { version: !!purl?.version || has('epoch'), distro: has('distro'), arch: has('arch') };
}
