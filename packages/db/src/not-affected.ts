import { type Justification, purlOfSubject } from '@plimsoll/model';
import { JUSTIFICATIONS } from './codes.ts';
import type { Queryable } from './connect.ts';
import { type SubjectRow, toStoredSubject } from './subjects.ts';

/** What an advisory names and the bytes deny. */
export interface NotAffectedRow {
  readonly vulnerability: string;
  readonly aliases: string[];
  readonly purl: string;
  readonly justification: Justification;
  readonly evidence: string;
}

/** By vulnerability, then package. */
export async function listNotAffected(db: Queryable, image: number): Promise<NotAffectedRow[]> {
  const { rows } = await db.query<SubjectRow & { vulnerability: string; aliases: string[]; justification: number; evidence: string }>(
    `with i as materialized (
      select i.id, least(current_instant(), c.disconnected_at) as at
      from image i join repository r on r.id = i.repository_id join connection c on c.id = r.connection_id where i.id = $1::int
    )
    select distinct p.id, e.name as ecosystem, d.name as release, p.name, p.version, p.arch, p.module, v.name as vulnerability, x.justification, x.evidence,
           array(select n.name from vulnerability_alias n where n.vulnerability_id = v.id and n.name <> v.name order by 1) as aliases
    from i join inventory n on n.image_id = i.id and n.since <= i.at and n.until > i.at join image_set s on s.inventory_id = n.id
    join set_verdict x on x.set_id = s.set_id and x.since <= i.at and x.until > i.at
    join link l on l.package_id = x.package_id and l.vulnerability_id = x.vulnerability_id and l.since <= i.at and l.until > i.at
    join package p on p.id = x.package_id join ecosystem e on e.id = p.ecosystem join distro_release d on d.id = p.distro_release join vulnerability v on v.id = x.vulnerability_id
    order by v.name, p.name, p.version`,
    [image],
  );
  return rows.map((row) => ({
    vulnerability: row.vulnerability,
    aliases: row.aliases,
    purl: purlOfSubject(toStoredSubject(row).subject),
    justification: JUSTIFICATIONS.toName(row.justification),
    evidence: row.evidence,
  }));
}
