import {
  type Digest,
  type Inventory,
  type InventorySet,
  type Layer,
  type Link,
  type Member,
  type Package,
  parseDigest,
  type Severity,
} from '@plimsoll/model';
import { schemeOf } from '@plimsoll/versions';
import type { Match } from '../finding-keys.ts';
import { withMembers } from '../edit-sets.ts';

/** `sha256:` and one hex digit 64 times, or a number in hex. */
export function digest(seed: number | string): Digest {
  return parseDigest(`sha256:${(typeof seed === 'number' ? seed.toString(16) : seed).padStart(64, '0')}`);
}

/** A layer with an instruction; its ids are made of the seed. */
export function layer(seed: number, instruction = 'RUN make'): Layer {
  const id = digest(seed);
  return { digest: id, diffId: id, chainId: id, mediaType: '', sizeBytes: 1, instruction };
}

/** A Debian 12 package: `deb('libssl3', '3.0.1-1', 'openssl')`. */
export function deb(name: string, version: string, source: string = name, sourceVersion: string = version): Member {
  return {
    package: { type: 'deb', name, version, arch: 'amd64', source: { name: source, version: sourceVersion }, licenses: [] },
    subject: { ecosystem: 'Debian', release: '12', name: source, version: sourceVersion, arch: 'source', module: '' },
    path: 'var/lib/dpkg/status',
  };
}

/** An npm package below `srv/app/node_modules`, or below one of its packages: `npm('ms', '2.0.0', 'debug')`. */
export function npm(name: string, version: string, below?: string): Member {
  const folder = `srv/app/node_modules/${below === undefined ? '' : `${below}/node_modules/`}${name}`;
  return language('npm', 'npm', name, version, `${folder}/package.json`);
}

export function language(type: Package['type'], ecosystem: string, name: string, version: string, path: string): Member {
  return {
    package: { type, name, version, licenses: [] },
    subject: { ecosystem, release: '', name, version, arch: '', module: '' },
    path,
  };
}

export function dpkgSet(index: number, ...members: Member[]): InventorySet {
  return setOf('os/dpkg@1', 'var/lib/dpkg/status', index, members);
}

export function npmSet(index: number, ...members: Member[]): InventorySet {
  return setOf('lang/npm@1', 'srv/app/node_modules', index, members);
}

export function setOf(analyzer: string, path: string, index: number, members: readonly Member[]): InventorySet {
  const empty = { set: { digest: digest(0), analyzer, members: [] }, path, layer: index };
  return withMembers(empty, members) ?? empty;
}

export function inventory(layers: readonly Layer[], ...sets: InventorySet[]): Inventory {
  const os = { id: 'debian', idLike: [], versionId: '12', name: 'Debian GNU/Linux 12' };
  return { os, layers, sets, coverage: 'complete', problems: [], fingerprint: 'test' };
}

/** A flaw of a package: affected from `introduced` (default: always) to `fixed` (default: for ever). */
export interface Rule {
  readonly id: string;
  readonly name: string;
  readonly introduced?: string;
  readonly fixed?: string;
  readonly severity?: Severity;
}

/** Matches by a list of rules, with the real version orders. */
export function matchBy(rules: readonly Rule[]): Match {
  return ({ sets }) => ({
    problems: [],
    findings: sets.flatMap((set) =>
      set.set.members.flatMap(({ subject, inherited }) => {
        if (subject === undefined || inherited === true) return [];
        const scheme = schemeOf(subject.ecosystem)!;
        return rules
          .filter(
            ({ name, introduced, fixed }) =>
              name === subject.name &&
              (introduced === undefined || scheme.compare(subject.version, introduced) >= 0) &&
              (fixed === undefined || scheme.compare(subject.version, fixed) < 0),
          )
          .map(({ id, fixed, severity = 'high' }) => ({ set, link: linkOf(id, subject, severity, fixed) }));
      }),
    ),
  });
}

function linkOf(vulnerability: string, subject: Link['subject'], severity: Severity, fixed: string | undefined): Link {
  return {
    subject,
    vulnerability,
    severity,
    status: 'affected',
    fixState: fixed === undefined ? 'none' : 'available',
    fixedVersions: fixed === undefined ? [] : [fixed],
    evidence: [{ advisory: vulnerability, range: '', comparison: '' }],
  };
}
