import { createHash } from 'node:crypto';
import type { Digest, Inventory, Link, Member, PackageSet, SetFacts, Severity, Subject, Verdict, Vulnerability } from '@plimsoll/model';
import { addConnection } from '../connections.ts';
import type { Database } from '../connect.ts';
import { saveInventory } from '../inventories.ts';
import { recordRepositories } from '../repositories.ts';
import { subjectsUnknown } from '../subjects.ts';
import { type ListedImage, recordListing } from '../tags.ts';
import type { Judge } from '../verdicts.ts';

// Builders for tests of this package: a small world of advisories, and images that consist of it.

/** A digest that stands for `text`. */
export function digestOf(text: string): Digest {
  return `sha256:${createHash('sha256').update(text).digest('hex')}` as Digest;
}

export function npmSubject(name: string, version = '1.0.0'): Subject {
  return { ecosystem: 'npm', release: '', name, version, arch: '', module: '' };
}

export function npmMember(name: string, version = '1.0.0', path = 'app/node_modules'): Member {
  return { package: { type: 'npm', name, version, licenses: ['MIT'] }, subject: npmSubject(name, version), path };
}

export function debMember(name: string, source: string, version = '1.0-1'): Member {
  return {
    package: { type: 'deb', name, version, arch: 'amd64', source: { name: source, version }, licenses: [] },
    subject: { ecosystem: 'Debian', release: '12', name: source, version, arch: 'source', module: '' },
    path: 'var/lib/dpkg/status',
  };
}

export function setOf(analyzer: string, members: readonly Member[], facts?: SetFacts): PackageSet {
  return { analyzer, members, digest: digestOf(JSON.stringify([analyzer, members, facts])), ...(facts === undefined ? {} : { facts }) };
}

export function inventoryOf(sets: readonly PackageSet[], fingerprint = 'f1'): Inventory {
  return {
    os: { id: 'debian', idLike: [], versionId: '12', name: 'Debian GNU/Linux 12' },
    layers: sets.map((set, index) => ({
      digest: digestOf(`layer ${set.digest}`),
      diffId: digestOf(`diff ${set.digest}`),
      chainId: digestOf(
        `chain ${sets
          .slice(0, index + 1)
          .map(({ digest }) => digest)
          .join()}`,
      ),
      mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
      sizeBytes: 1000 + index,
      instruction: `RUN step ${index}`,
    })),
    sets: sets.map((set, layer) => ({ set, path: set.members[0]?.path ?? '', layer })),
    coverage: 'complete',
    problems: [],
    fingerprint,
  };
}

export function vulnerabilityOf(id: string, more: Partial<Vulnerability> = {}): Vulnerability {
  return { id, aliases: [], summary: `${id} in short`, details: `${id} at length`, severity: 'high', references: [], cwes: [], ...more };
}

/** What one advisory says about a package name. */
export interface Advisory {
  readonly vulnerability: Vulnerability;
  readonly name: string;
  readonly severity: Severity;
  readonly fixedVersions: readonly string[];
}

/** All advisories of a test, matched by name. */
export class AdvisoryWorld {
  readonly advisories: Advisory[] = [];

  /** What a matcher would give for these subjects, in the shape that the writers take. */
  match(subjects: readonly Subject[]): { links: Link[]; vulnerabilities: Vulnerability[] } {
    const links = subjects.flatMap((subject) =>
      this.advisories
        .filter(({ name }) => name === subject.name)
        .map(({ vulnerability, severity, fixedVersions }): Link => ({
          subject,
          vulnerability: vulnerability.id,
          severity,
          status: 'affected',
          fixState: fixedVersions.length > 0 ? 'available' : 'none',
          fixedVersions,
          evidence: [{ advisory: `A-${vulnerability.id}`, range: 'all', comparison: `${subject.version} is in it` }],
        })),
    );
    const named = new Set(links.map(({ vulnerability }) => vulnerability));
    const vulnerabilities = [...new Map(this.advisories.map(({ vulnerability }) => [vulnerability.id, vulnerability])).values()];
    return { links, vulnerabilities: vulnerabilities.filter(({ id }) => named.has(id)) };
  }
}

/** Facts name what is linked in; a link on a subject that they do not name is denied. */
export const judgeByName: Judge = (facts, links) =>
  links
    .filter(({ subject }) => !(subject.name in facts.symbols))
    .map(({ subject, vulnerability }): Verdict => ({
      subject,
      vulnerability,
      verdict: 'not_affected',
      justification: 'vulnerable_code_not_present',
      evidence: `${subject.name} is not linked in`,
    }));

/** A connection with one repository. */
export async function addRepository(db: Database, name: string): Promise<{ connection: number; repository: number }> {
  const connection = await addConnection(db, {
    name,
    region: 'eu-central-1',
    account: '123456789012',
    auth: { kind: 'ambient' },
    sealedCredentials: new Uint8Array([1, 2, 3]),
    intervalMinutes: 60,
  });
  const { ids } = await recordRepositories(db, connection, [{ name: 'shop/web', uri: `${name}/shop/web` }]);
  return { connection, repository: ids.get('shop/web')! };
}

export function listed(digest: string, tags: readonly string[], more: Partial<ListedImage> = {}): ListedImage {
  return {
    digest,
    tags,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    sizeBytes: 5000,
    pushedAt: new Date('2026-01-01T00:00:00Z'),
    isIndex: false,
    ...more,
  };
}

export async function list(db: Database, repository: number, images: readonly ListedImage[], complete = true): Promise<void> {
  await recordListing(db, { repository, images, complete });
}

export async function imageId(db: Database, repository: number, digest: string): Promise<number> {
  const { rows } = await db.query<{ id: number }>('select id from image where repository_id = $1 and digest = $2', [
    repository,
    Buffer.from(digest.slice(7), 'hex'),
  ]);
  return rows[0]!.id;
}

/** Reads an image as the server does: unknown subjects are matched, then all is saved. */
export async function read(db: Database, world: AdvisoryWorld, image: number, inventory: Inventory, build = ''): Promise<void> {
  const subjects = inventory.sets.flatMap(({ set }) => set.members.flatMap(({ subject }) => subject ?? []));
  const unknown = await subjectsUnknown(db, subjects);
  await saveInventory(db, { imageId: image, inventory, build, judge: judgeByName, platform: 'linux/amd64', ...world.match(unknown) });
}
