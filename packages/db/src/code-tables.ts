import { PlimsollError } from '@plimsoll/model';
import type { Queryable } from './connect.ts';

const TABLES = { ecosystem: 62, distro_release: 32_767 } as const;

/** Ids of names in a table that grows with what is seen; new names get the next id. */
export async function codesOf(tx: Queryable, table: keyof typeof TABLES, names: Iterable<string>): Promise<Map<string, number>> {
  const wanted = [...new Set(names)];
  const known = await readCodes(tx, table, wanted);
  const missing = wanted.filter((name) => !known.has(name)).sort();
  if (missing.length === 0) return known;
  await tx.query('select pg_advisory_xact_lock(7004)');
  const { rows } = await tx.query<{ last: number }>(`select max(id)::int as last from ${table}`);
  if ((rows[0]?.last ?? 0) + missing.length > TABLES[table]) {
    throw new PlimsollError(
      'LIMIT_EXCEEDED',
      `there is no room for ${table} ${JSON.stringify(missing[0])}: at most ${TABLES[table]} can be stored`,
    );
  }
  await tx.query(
    `insert into ${table} (id, name) select (select max(id) from ${table}) + row_number() over (order by n), n
     from unnest($1::text[]) as n where not exists (select from ${table} t where t.name = n)`,
    [missing],
  );
  return readCodes(tx, table, wanted);
}

async function readCodes(tx: Queryable, table: keyof typeof TABLES, names: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await tx.query<{ id: number; name: string }>(`select id, name from ${table} where name = any($1::text[])`, [names]);
  return new Map(rows.map(({ id, name }) => [name, id]));
}
