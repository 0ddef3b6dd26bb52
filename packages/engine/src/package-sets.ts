import { createHash } from 'node:crypto';
import { type Digest, type Member, type PackageSet, parseDigest, type SetFacts, subjectKey } from '@plimsoll/model';

/** The set of these members, in canonical order, under the digest of its canonical form. */
export function toPackageSet(analyzer: string, members: readonly Member[], facts: SetFacts | undefined): PackageSet {
  const rows = members.map((member) => ({ member, row: JSON.stringify(canonical(member)) }));
  rows.sort((a, b) => (a.row < b.row ? -1 : a.row > b.row ? 1 : 0));
  const digest = digestOf([analyzer, ...rows.map(({ row }) => row), facts === undefined ? '' : JSON.stringify(canonicalFacts(facts))]);
  return { digest, analyzer, members: rows.map(({ member }) => member), ...(facts === undefined ? {} : { facts }) };
}

function canonical({ package: pkg, subject, path, owner, inherited }: Member): unknown[] {
  return [
    pkg.type,
    pkg.name,
    pkg.version,
    pkg.arch ?? '',
    pkg.source === undefined ? [] : [pkg.source.name, pkg.source.version],
    pkg.module ?? '',
    pkg.vendor ?? '',
    pkg.licenses,
    pkg.dev ?? false,
    pkg.local ?? false,
    subject === undefined ? '' : subjectKey(subject),
    path,
    owner ?? '',
    inherited ?? false,
  ];
}

function canonicalFacts({ kind, symbols }: SetFacts): unknown {
  return [kind, Object.entries(symbols).toSorted(([a], [b]) => (a < b ? -1 : 1))];
}

function digestOf(parts: readonly string[]): Digest {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\n');
  return parseDigest(`sha256:${hash.digest('hex')}`);
}
