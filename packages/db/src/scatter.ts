import { type Severity, severityOfRank } from '@plimsoll/model';
import type { Queryable } from './connect.ts';
import { present } from './present.ts';

/** How bad a vulnerability is, how likely, and how far it has spread. */
export interface ScatterRow {
  readonly id: string;
  readonly severity: Severity;
  /** Absent: nobody scored it. */
  readonly cvss?: number;
  /** 0 to 1; absent: not known. */
  readonly epss?: number;
  readonly exploited: boolean;
  /** Current ones, decided ones included. */
  readonly images: number;
}

/** Those of current images with the highest risk first. Reads their repositories: the caller keeps it. */
export async function readScatter(db: Queryable, limit: number): Promise<ScatterRow[]> {
  const { rows } = await db.query<{
    name: string;
    severity: number;
    cvss: number | null;
    epss: number | null;
    exploited: boolean;
    images: number;
  }>(
    `with top as materialized (
       select v.id, v.name, v.severity, v.cvss_score, v.epss, v.kev, v.risk from vulnerability v
       cross join lateral (select from repository_vulnerability r where r.vulnerability_id = v.id and r.images > 0 limit 1) g
       order by v.risk desc, v.id desc limit $1
     )
     select name, severity, cvss_score as cvss, epss, kev as exploited, images from top
     join (
       select vulnerability_id, sum(images)::int as images from repository_vulnerability where vulnerability_id in (select id from top) group by 1
     ) g on g.vulnerability_id = top.id
     order by risk desc, top.id desc`,
    [limit],
  );
  return rows.map(({ name, severity, cvss, epss, exploited, images }) => ({
    id: name,
    severity: severityOfRank(severity),
    exploited,
    images,
    ...present({ cvss, epss }),
  }));
}
