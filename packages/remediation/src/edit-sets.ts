import { createHash } from 'node:crypto';
import { type InventorySet, type Member, type PackageSet, parseDigest, type Subject } from '@plimsoll/model';

/** One string for equal subjects. */
export function subjectText({ ecosystem, release, name, version, arch, module }: Subject): string {
  return [ecosystem, release, name, version, arch, module].join('\0');
}

/** True for packages of an operating system's database, which is one file for the whole image. */
export function isSystemPackage({ package: { type } }: Member): boolean {
  return type === 'deb' || type === 'apk' || type === 'rpm';
}

/** The set with other members, under a digest of its own. Undefined if nothing is left of it. */
export function withMembers(entry: InventorySet, members: readonly Member[]): InventorySet | undefined {
  if (members.length === 0) return undefined;
  const { analyzer, facts } = entry.set;
  const digest = parseDigest(
    `sha256:${createHash('sha256')
      .update(JSON.stringify([analyzer, members, facts ?? null]))
      .digest('hex')}`,
  );
  const set: PackageSet = { digest, analyzer, members, ...(facts === undefined ? {} : { facts }) };
  return { ...entry, set };
}

/**
 * Says again which subjects a lower layer of the same database has already counted: an edit may have made two versions equal, or taken
 * away the lower one. Sets that do not change stay the very same values.
 */
export function settleInherited(sets: readonly InventorySet[]): InventorySet[] {
  const counted = new Set<string>();
  return sets.map((entry) => {
    const here: string[] = [];
    const members = entry.set.members.map((member): Member => {
      if (member.subject === undefined) return member;
      const key = JSON.stringify([entry.set.analyzer, entry.path, subjectText(member.subject)]);
      here.push(key);
      if (counted.has(key) === (member.inherited === true)) return member;
      const { inherited: _, ...rest } = member;
      return counted.has(key) ? { ...rest, inherited: true } : rest;
    });
    for (const key of here) counted.add(key);
    const isSame = members.every((member, index) => member === entry.set.members[index]);
    return isSame ? entry : (withMembers(entry, members) ?? entry);
  });
}
