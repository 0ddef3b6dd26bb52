import { subjectOf } from '@plimsoll/matcher';
import type { Inventory, Member, Problem } from '@plimsoll/model';
import type { Sbom } from '@plimsoll/sbom';
import { toPackageSet } from './package-sets.ts';

/**
 * What a bill of materials says is in an image, ready to be matched. Its coverage is never `complete`: nobody looked at the bytes, which a
 * problem says first.
 *
 * @param file where packages are said to be if the document does not tell
 */
export function sbomInventory(sbom: Sbom, file: string): Inventory {
  const members = sbom.packages.map((found): Member => {
    const { package: pkg, path, unmatched } = found;
    const answer = unmatched === undefined ? subjectOf(pkg, sbom.os) : undefined;
    return {
      package: pkg,
      path: path === '' ? file : path,
      ...(answer !== undefined && 'subject' in answer ? { subject: answer.subject } : {}),
    };
  });
  const notSeen: Problem = {
    code: 'BYTES_NOT_SEEN',
    message: `${file} (${sbom.format}) says what is in the image, and nobody looked: what it leaves out was not judged`,
  };
  const nothing: Problem = {
    code: 'NO_PACKAGES_FOUND',
    message: `${file} lists no packages: that says nothing about what the image contains`,
  };
  return {
    ...(sbom.os === undefined ? {} : { os: sbom.os }),
    layers: [],
    sets: members.length === 0 ? [] : [{ set: toPackageSet('sbom@1', members, undefined), path: file, layer: 0 }],
    coverage: members.some(({ subject }) => subject !== undefined) ? 'partial' : 'unsupported',
    problems: [notSeen, ...(members.length === 0 ? [nothing] : []), ...sbom.problems],
    fingerprint: 'sbom@1',
  };
}
