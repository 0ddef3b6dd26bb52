import type { Queryable } from './connect.ts';

/** Who changed what. Never holds a secret. */
export interface AuditEntry {
  readonly actor: string;
  /** `connection.disconnect`. */
  readonly action: string;
  /** `connection 3 "production"`. */
  readonly target: string;
  readonly detail?: string | undefined;
}

export async function addAudit(db: Queryable, { actor, action, target, detail = '' }: AuditEntry): Promise<void> {
  await db.query('insert into audit (actor, action, target, detail) values ($1, $2, $3, $4)', [actor, action, target, detail]);
}

/** Newest first. */
export async function listAudit(
  db: Queryable,
  limit = 500,
): Promise<{ id: string; at: Date; actor: string; action: string; target: string; detail: string }[]> {
  const { rows } = await db.query<{ id: string; at: Date; actor: string; action: string; target: string; detail: string }>(
    'select id::text as id, at, actor, action, target, detail from audit order by audit.id desc limit $1',
    [limit],
  );
  return rows;
}

/** What happened to a connection, for people. */
export interface LogEntry {
  /** `sync`, `failure`, `credentials`, `disconnected`. */
  readonly kind: string;
  readonly message: string;
  /** Absent: the program itself. */
  readonly actor?: string;
}

export async function addConnectionLog(db: Queryable, connection: number, { kind, message, actor }: LogEntry): Promise<void> {
  await db.query('insert into connection_log (connection_id, kind, message, actor) values ($1, $2, $3, $4)', [
    connection,
    kind,
    message,
    actor ?? null,
  ]);
}

/** Newest first. */
export async function listConnectionLog(db: Queryable, connection: number, limit = 200): Promise<(LogEntry & { at: Date })[]> {
  const { rows } = await db.query<{ at: Date; kind: string; message: string; actor: string | null }>(
    'select at, kind, message, actor from connection_log where connection_id = $1 order by id desc limit $2',
    [connection, limit],
  );
  return rows.map(({ actor, ...row }) => (actor === null ? row : { ...row, actor }));
}
