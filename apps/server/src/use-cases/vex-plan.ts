import { type Database, type DecisionScope, type DecisionTarget, imagesNamed, type NamedImage, vulnerabilitiesNamed } from '@plimsoll/db';
import { type Justification, PlimsollError, purlOfSubject, type Subject } from '@plimsoll/model';
import { fitsGlob } from '@plimsoll/policies';
import {
  denialOf,
  type ImageId,
  inOrderOfTime,
  packagesNamedBy,
  partsNamed,
  reachesOf,
  retractionsOf,
  type VexDocument,
  type VexReach,
  type VexStatement,
} from '@plimsoll/sbom';

/** A decision that a statement becomes. */
export interface PlannedDecision {
  readonly target: DecisionTarget & { readonly vulnerability: string };
  readonly justification: Justification;
  readonly reason: string;
}

/** What becomes of a statement: one row for each decision, or one for each reason why it becomes none. */
export interface PlannedRow {
  readonly statement: VexStatement;
  readonly outcome: 'decision' | 'not-imported' | 'nothing';
  /** Of `decision` only. */
  readonly decision?: PlannedDecision;
  /** A sentence without a full stop, of the others. */
  readonly because?: string;
}

const MAX_STATEMENTS = 5000;
const MAX_PRODUCTS = 20_000;
const MAX_NAMES = 20_000;
const MAX_PARTS = 100_000;
const MAX_DECISIONS = 500;
const MAX_REASON = 2000;

/**
 * Turns statements into decisions that hide what they say and nothing else: a statement that no decision can say is not imported.
 *
 * @returns rows in the order of the document
 * @throws PlimsollError LIMIT_EXCEEDED if there are more than 5,000 statements, 20,000 products, 100,000 parts of them or 500 decisions
 */
export async function planVex({ statements }: Pick<VexDocument, 'statements'>, scope: DecisionScope, db: Database): Promise<PlannedRow[]> {
  const ordered = inOrderOfTime(statements);
  limit(statements.length, MAX_STATEMENTS, 'statements');
  limit(sum(statements.map(({ products }) => products.length)), MAX_PRODUCTS, 'products');
  limit(sum(statements.flatMap(({ products }) => products.map(partCount))), MAX_PARTS, 'names of products and their parts');
  const fleet = await namedInFleet(ordered, scope, db);
  const retraction = retractionsOf(ordered);
  const rows = new Map<VexStatement, PlannedRow[]>();
  const said = new Map<string, VexStatement>();
  for (const statement of ordered.toReversed()) rows.set(statement, plan(statement));
  return statements.flatMap((statement) => rows.get(statement) ?? []);

  function plan(statement: VexStatement): PlannedRow[] {
    const justification = denialOf(statement);
    if (justification === undefined)
      return [{ statement, outcome: 'nothing', because: 'it leaves the vulnerability standing, and so does Plimsoll' }];
    const own: PlannedRow[] = [];
    const reasons = new Set<string>();
    const reaches = statement.products.flatMap(reachesOf);
    const targetsOf = fleet.targetsOf(statement);
    if (reaches.length === 0)
      reasons.add('its products are neither packages nor images by a name that can be told: package URLs and digests can');
    for (const reach of reaches) {
      const later = retraction(statement, reach);
      if (later === undefined) add(reach);
      else reasons.add(`a later statement, ${later.place}, says ${words(later.status)} of the same`);
    }
    return [...own, ...[...reasons].map((because): PlannedRow => ({ statement, outcome: 'not-imported', because }))];

    function add(reach: VexReach): void {
      const { targets, because } = targetsOf(reach);
      if (because !== undefined) reasons.add(because);
      for (const target of targets) {
        const key = JSON.stringify(target);
        const later = said.get(key);
        if (later === undefined) {
          said.set(key, statement);
          limit(said.size, MAX_DECISIONS, 'decisions');
          own.push({ statement, outcome: 'decision', decision: { target, justification: justification!, reason: reasonOf(statement) } });
        } else if (later !== statement) reasons.add(`${later.place} says the same of it, and counts in its place`);
      }
    }
  }
}

interface Targets {
  readonly targets: readonly (DecisionTarget & { readonly vulnerability: string })[];
  /** Why not everything that the statement names is among them. */
  readonly because?: string;
}

/** Everything that the statements name, looked up once. */
async function namedInFleet(
  statements: readonly VexStatement[],
  scope: DecisionScope,
  db: Database,
): Promise<{ targetsOf: (statement: VexStatement) => (reach: VexReach) => Targets }> {
  const denials = statements.filter((statement) => denialOf(statement) !== undefined);
  const names = [...new Set(denials.flatMap(({ vulnerabilities }) => vulnerabilities))];
  limit(names.length, MAX_NAMES, 'names of vulnerabilities');
  const ids = denials.flatMap(({ products }) => products.flatMap(reachesOf).flatMap(({ image }) => image ?? []));
  const images = Map.groupBy(
    await imagesNamed(db, scope, {
      digests: [...new Set(ids.flatMap((id) => ('digest' in id ? id.digest : [])))],
      paths: [...new Set(ids.flatMap((id) => ('path' in id ? id.path : [])))],
    }),
    ({ asked }) => asked,
  );
  const known = Map.groupBy(
    (await vulnerabilitiesNamed(db, names)).map((found) => ({ ...found, namedBy: packagesNamedBy(found.subjects.map(purlOfSubject)) })),
    ({ asked }) => asked,
  );
  return { targetsOf };

  /** The names of a statement are looked up once, however many products it has. */
  function targetsOf({ vulnerabilities }: VexStatement): (reach: VexReach) => Targets {
    const found = new Map(vulnerabilities.flatMap((name) => known.get(name) ?? []).map((each) => [each.vulnerability, each]));
    return ({ image, package: purl }) => {
      if (found.size === 0) return { targets: [], because: `no image has ${vulnerabilities[0]}` };
      const scopes = image === undefined ? [scope] : scopesOf(image);
      if (scopes.length === 0) return { targets: [], because: `no image of the scope is ${imageInWords(image!)}` };
      const parts = [...found.values()].flatMap(({ vulnerability, subjects, namedBy }) =>
        purl === undefined
          ? [{ vulnerability }]
          : packagesOf(
              purl,
              namedBy(purl).map((index) => subjects[index]!),
            ).map((part) => ({ vulnerability, ...part })),
      );
      if (parts.length === 0) return { targets: [], because: nothingFits(purl!, vulnerabilities[0]!) };
      return { targets: scopes.flatMap((where) => parts.map((part) => ({ scope: where, ...part }))) };
    };
  }

  function scopesOf(image: ImageId): DecisionScope[] {
    if ('digest' in image) return (images.get(image.digest) ?? []).flatMap((found) => narrowed(found, scope.tagGlob));
    const { path, tag } = image;
    if (tag !== undefined && scope.tagGlob !== undefined && !fitsGlob(tag, scope.tagGlob)) return [];
    return (images.get(path) ?? []).flatMap((found) => narrowed(found, tag ?? scope.tagGlob));
  }

  function narrowed({ connection, repository, digest }: NamedImage, tagGlob: string | undefined): DecisionScope[] {
    if (scope.image !== undefined && digest !== undefined && digest !== scope.image) return [];
    const image = digest ?? scope.image;
    return [
      { connection, repositoryGlob: repository, ...(tagGlob === undefined ? {} : { tagGlob }), ...(image === undefined ? {} : { image }) },
    ];
  }
}

type PackagePart = Required<Pick<DecisionTarget, 'packagePattern' | 'packageBuild'>>;

/** The subjects that a package URL names, as closely as it names them. */
function packagesOf(purl: string, subjects: readonly Subject[]): PackagePart[] {
  const pinned = partsNamed(purl);
  const parts = subjects
    // A pattern would take these for wildcards.
    .filter(({ name }) => !/[*?]/.test(name))
    .map(({ ecosystem, release, name, version, arch }): PackagePart => ({
      packagePattern: name,
      packageBuild: {
        ecosystem,
        ...(pinned.distro ? { release } : {}),
        ...(pinned.version ? { version } : {}),
        ...(pinned.arch ? { arch } : {}),
      },
    }));
  return [...new Map(parts.map((part) => [JSON.stringify(part), part])).values()];
}

function nothingFits(purl: string, vulnerability: string): string {
  const isOfSource = /^pkg:(?:deb|apk)\//.test(purl);
  return `nothing that has ${vulnerability} is ${purl}${isOfSource ? '; findings of its distribution are on source packages' : ''}`;
}

function imageInWords(image: ImageId): string {
  return 'digest' in image ? image.digest : `${image.path}${image.tag === undefined ? '' : `:${image.tag}`}`;
}

function reasonOf({ status, reason }: VexStatement): string {
  const text = reason.trim();
  return (
    status === 'fixed' ? `Fixed${text === '' ? '' : `: ${text}`}` : text.length < 3 ? `Not affected${text === '' ? '' : `: ${text}`}` : text
  ).slice(0, MAX_REASON);
}

function words(status: VexStatement['status']): string {
  return status.replaceAll('_', ' ');
}

/** At least as many as `reachesOf` gives: one product may be named by many statements, and each of its names goes with each of its parts. */
function partCount({ ids, subcomponents, within = [] }: VexStatement['products'][number]): number {
  return Math.max(1, ids.length) * Math.max(1, subcomponents.length, within.length);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

function limit(count: number, most: number, what: string): void {
  if (count > most)
    throw new PlimsollError('LIMIT_EXCEEDED', `the document comes to ${count} ${what} or more, and at most ${most} are imported at once`, {
      hint: 'Import it in parts, or in a narrower scope.',
    });
}
