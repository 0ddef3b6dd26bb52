import { type Coverage, type FindingFact, type PolicyFacts, type Problem, type Severity, severityOfRank } from '@plimsoll/model';
import { COVERAGES } from './codes.ts';
import type { Queryable } from './connect.ts';
import { FINDINGS } from './findings.ts';
import { present } from './present.ts';
import type { StoredCheckResult } from './check-results.ts';

/** An image that policies are held against. */
export interface PolicyImage {
  readonly id: number;
  readonly connection: number;
  readonly repository: string;
  /** That reach it, sorted. */
  readonly tags: readonly string[];
}

/**
 * The images that a tag reaches in connected registries, by id: read or not, but no indexes and nothing that is no image.
 *
 * @param after the last id of the batch before; 0 for the first
 */
export async function imagesForPolicies(db: Queryable, after: number, limit: number): Promise<PolicyImage[]> {
  const { rows } = await db.query<{ id: number; connection: number; repository: string; tags: string[] }>(
    `select i.id, r.connection_id as connection, r.name as repository,
            array(select distinct t.name from image_tag t where t.image_id = i.id and t.until = 'infinity' order by 1) as tags
     from image i join repository r on r.id = i.repository_id join connection c on c.id = r.connection_id
     where i.id > $1 and i.current_tags > 0 and not i.is_index and i.state <> 5 and c.disconnected_at = 'infinity' order by i.id limit $2`,
    [after, limit],
  );
  return rows;
}

const MAX_EXAMPLES = 20;

const EXAMPLE = `jsonb_build_object('vulnerability', o.vulnerability, 'package', o.name, 'version', o.version, 'severity', o.severity,
  'firstSeenAt', to_char(o.first_seen at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;

interface ImageRow {
  is_read: boolean;
  coverage: number | null;
  has_advisories: boolean;
  problems: Problem[];
  user: string | null;
  checks: StoredCheckResult[] | null;
  signed: boolean;
}

type Example = Omit<FindingFact, 'severity'> & { severity: number };

interface SeverityRow {
  severity: number;
  findings: number;
  fixable: number;
  oldest: Example | null;
  exploited: number;
  examples: Example[] | null;
  likeliest: (Example & { probability: number }) | null;
}

/**
 * What policies ask of one image; findings that a decision hides are left out.
 *
 * @param options.packages whether to tell what is installed
 */
export async function readPolicyFacts(db: Queryable, image: number, options: { readonly packages: boolean }): Promise<PolicyFacts> {
  const { rows: images } = await db.query<ImageRow>(
    `select i.first_read_at is not null and exists (select from inventory n where n.image_id = i.id and n.until = 'infinity') as is_read,
            i.coverage, (select a.applied <> '' or a.build <> '' from advisory_build a) as has_advisories, i.problems, i.config->>'user' as user,
            (select x.results from check_result x where x.image_id = i.id) as checks,
            exists (select from tag t join image j on j.id = i.id or exists (select from index_child k where k.child_id = i.id and k.index_id = j.id)
                    where t.repository_id = i.repository_id and j.repository_id = i.repository_id and t.until = 'infinity'
                      and t.name = 'sha256-' || encode(j.digest, 'hex') || '.sig') as signed
     from image i where i.id = $1`,
    [image],
  );
  const row = images[0]!;
  const { rows } = await db.query<SeverityRow>(
    `with ${FINDINGS}, o as (select * from a where a.decision_id is null)
     select o.severity, count(*)::int as findings, (count(*) filter (where o.fixable))::int as fixable, (count(*) filter (where o.kev))::int as exploited,
            (array_agg(${EXAMPLE} order by o.first_seen, o.vulnerability, o.name) filter (where o.fixable))[1] as oldest,
            to_jsonb((array_agg(${EXAMPLE} order by o.risk desc, o.vulnerability, o.name) filter (where o.kev))[1:${MAX_EXAMPLES}]) as examples,
            (array_agg(${EXAMPLE} || jsonb_build_object('probability', o.epss) order by o.epss desc, o.vulnerability, o.name) filter (where o.epss is not null))[1] as likeliest
     from o group by o.severity order by o.severity desc`,
    [image, null],
  );
  const likeliest = rows.flatMap((each) => each.likeliest ?? []).toSorted((a, b) => b.probability - a.probability)[0];
  const coverage: Coverage | null = row.coverage === null ? null : COVERAGES.toName(row.coverage);
  return {
    isRead: row.is_read,
    hasAdvisories: row.has_advisories,
    problems: row.problems,
    open: bySeverity(rows, ({ findings, fixable }) => ({ findings, fixable })),
    exploited: {
      findings: rows.reduce((sum, { exploited }) => sum + exploited, 0),
      examples: rows.flatMap(({ examples }) => (examples ?? []).map(toExample)).slice(0, MAX_EXAMPLES),
    },
    oldestFixable: bySeverity(rows, ({ oldest }) => (oldest === null ? undefined : toExample(oldest))),
    ...present({
      coverage,
      user: row.user,
      checks: row.checks,
      // Without one there may still be one that no tag names.
      isSigned: row.signed ? true : null,
      likeliest: likeliest === undefined ? null : { ...toExample(likeliest), probability: likeliest.probability },
      packages: options.packages ? await packagesOf(db, image) : null,
    }),
  };
}

function bySeverity<T>(rows: readonly SeverityRow[], pick: (row: SeverityRow) => T | undefined): Partial<Record<Severity, T>> {
  const entries = rows.flatMap((row) => {
    const value = pick(row);
    return value === undefined ? [] : [[severityOfRank(row.severity), value] as const];
  });
  return Object.fromEntries(entries) as Partial<Record<Severity, T>>;
}

function toExample({ vulnerability, package: name, version, severity, firstSeenAt }: Example): FindingFact {
  return { vulnerability, package: name, version, severity: severityOfRank(severity), firstSeenAt };
}

async function packagesOf(db: Queryable, image: number): Promise<{ name: string; version: string; licenses: string[] }[]> {
  const { rows } = await db.query<{ name: string; version: string; licenses: string[] }>(
    `select p.name, p.version, p.licenses from package p where p.id in (
       select unnest(coalesce(ps.packages, ps.subjects)) from inventory n join image_set s on s.inventory_id = n.id join package_set ps on ps.id = s.set_id
       where n.image_id = $1 and n.until = 'infinity')
     order by p.name, p.version`,
    [image],
  );
  return rows;
}
