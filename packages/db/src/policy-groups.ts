import type { ComplianceScope } from './check-compliance.ts';
import type { Queryable } from './connect.ts';
import { decodeCursor, type Page, type PageRequest, toPage } from './page.ts';
import type { PolicyCounts } from './policy-results.ts';
import { present } from './present.ts';

/** The images of a repository, or of a registry, under one policy. */
export interface PolicyGroup extends PolicyCounts {
  readonly connection: number;
  readonly connectionName: string;
  /** Absent where registries are counted. */
  readonly repository?: string;
}

interface GroupRow {
  connection: number;
  connection_name: string;
  repository: string;
  violation: number;
  unknown: number;
  pass: number;
  next_due_at: Date | null;
}

const COUNTS = `(count(*) filter (where p.state = 1))::int as pass, (count(*) filter (where p.state = 2))::int as violation,
  (count(*) filter (where p.state = 3))::int as unknown`;

/** What a policy says of each repository or registry: most violations first, then most unknown, then by name. */
export async function listPolicyGroups(
  db: Queryable,
  policy: number,
  by: 'repository' | 'registry',
  { cursor, limit }: PageRequest,
): Promise<Page<PolicyGroup>> {
  const groups = `select c.id as connection, c.name as connection_name, ${by === 'repository' ? 'r.name' : `''::text`} as repository, ${COUNTS},
      min(p.due_at) filter (where p.state <> 2) as next_due_at
    from policy_result p join image i on i.id = p.image_id join repository r on r.id = i.repository_id join connection c on c.id = r.connection_id
    where p.policy_id = $1 and p.until = 'infinity' group by c.id, 3`;
  const key = decodeCursor(cursor, [-2_147_483_647, -2_147_483_647, '', 0]);
  const { rows } = await db.query<GroupRow & { total: number }>(
    `with g as materialized (${groups})
     select g.*, (select count(*)::int from g) as total from g
     where (-violation, -unknown, repository collate "C", connection) > ($2::int, $3::int, $4::text, $5::int)
     order by -violation, -unknown, repository collate "C", connection limit $6`,
    [policy, ...key, limit + 1],
  );
  return toPage(rows, limit, rows[0]?.total ?? 0, {
    key: (row) => [-row.violation, -row.unknown, row.repository, row.connection],
    row: ({ connection, connection_name: connectionName, repository, pass, violation, unknown, next_due_at: nextDueAt }) => ({
      connection,
      connectionName,
      pass,
      violation,
      unknown,
      ...(by === 'repository' ? { repository } : {}),
      ...present({ nextDueAt }),
    }),
  });
}

/** What one policy says of the images of a scope. */
export interface PolicyOfScope {
  readonly policy: number;
  readonly name: string;
  readonly pass: number;
  readonly violation: number;
  readonly unknown: number;
}

/** What every policy says of the images of a scope, in the order of the policies; one that says nothing of them is missing. */
export async function policiesOfScope(db: Queryable, { connection, repository }: ComplianceScope): Promise<PolicyOfScope[]> {
  const { rows } = await db.query<PolicyOfScope>(
    `select y.id as policy, y.name, ${COUNTS}
     from repository r join image i on i.repository_id = r.id and i.current_tags > 0 join policy_result p on p.image_id = i.id and p.until = 'infinity'
     join policy y on y.id = p.policy_id
     where ($1::int is null or r.connection_id = $1) and ($2::text is null or r.name = $2) group by y.id order by y.key is null, y.id`,
    [connection ?? null, repository ?? null],
  );
  return rows;
}
