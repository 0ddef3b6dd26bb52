import { type Link, type SetFacts, subjectKey, type Verdict } from '@plimsoll/model';
import { JUSTIFICATIONS } from './codes.ts';
import type { Queryable } from './connect.ts';
import { openLinks } from './links.ts';
import { unpackFacts } from './package-sets.ts';
import { toJson } from './storable.ts';

/** What the bytes of a set say against links: the matcher's function. Pure; called for sets with facts only. */
export type Judge = (facts: SetFacts, links: readonly Link[]) => readonly Verdict[];

interface VerdictColumns {
  readonly set_id: number;
  readonly package_id: number;
  readonly vulnerability_id: number;
  readonly verdict: number;
  readonly justification: number;
  readonly evidence: string;
}

const RECORDS = `jsonb_to_recordset($1::jsonb) as n (set_id int, package_id int, vulnerability_id int, verdict smallint, justification smallint, evidence text)`;

type OpenLink = Awaited<ReturnType<typeof openLinks>>[number];

function judgeSet(judge: Judge, set: { id: number; facts: SetFacts }, links: readonly OpenLink[]): VerdictColumns[] {
  const keyOf = (subject: Link['subject'], vulnerability: string) => `${subjectKey(subject)}\0${vulnerability}`;
  const byKey = new Map(links.map((open) => [keyOf(open.link.subject, open.link.vulnerability), open]));
  return judge(
    set.facts,
    links.map(({ link }) => link),
  ).flatMap((verdict) => {
    const open = byKey.get(keyOf(verdict.subject, verdict.vulnerability));
    if (open === undefined) return [];
    return {
      set_id: set.id,
      package_id: open.subjectId,
      vulnerability_id: open.vulnerabilityId,
      verdict: 1,
      justification: JUSTIFICATIONS.toCode(verdict.justification),
      evidence: verdict.evidence,
    };
  });
}

/** Judges new sets that have facts, before they are counted. */
export async function judgeNewSets(
  tx: Queryable,
  sets: readonly { id: number; facts: SetFacts; subjects: readonly number[] }[],
  judge: Judge,
  now: string,
): Promise<void> {
  if (sets.length === 0) return;
  const links = await openLinks(tx, [...new Set(sets.flatMap(({ subjects }) => subjects))]);
  const verdicts = sets.flatMap((set) => {
    const own = new Set(set.subjects);
    return judgeSet(
      judge,
      set,
      links.filter(({ subjectId }) => own.has(subjectId)),
    );
  });
  await openVerdicts(tx, verdicts, now);
}

/**
 * Judges the links that were opened at `now` again, in every set with facts that holds their subject: verdicts that do not stand any
 * more are closed, new ones opened. Verdicts on links that closed stay: without an open link they take nothing away.
 *
 * @returns true if a verdict changed
 */
export async function judgeOpenedLinks(
  tx: Queryable,
  opened: readonly { packageId: number; vulnerabilityId: number }[],
  judge: Judge,
  now: string,
): Promise<boolean> {
  const subjects = [...new Set(opened.map(({ packageId }) => packageId))];
  const { rows } = await tx.query<{ id: number; facts: Buffer; subjects: number[] }>(
    `select s.id, f.facts, array(select k from unnest(s.subjects) as k where k = any($1::int[])) as subjects
     from set_facts f join package_set s on s.id = f.set_id where s.subjects && $1::int[]`,
    [subjects],
  );
  if (rows.length === 0) return false;
  const pairs = new Set(opened.map(({ packageId, vulnerabilityId }) => `${packageId} ${vulnerabilityId}`));
  const links = (await openLinks(tx, subjects)).filter(({ subjectId, vulnerabilityId }) => pairs.has(`${subjectId} ${vulnerabilityId}`));
  const verdicts = rows.flatMap(({ id, facts, subjects: own }) =>
    judgeSet(
      judge,
      { id, facts: unpackFacts(facts) },
      links.filter(({ subjectId }) => own.includes(subjectId)),
    ),
  );
  const closed = await tx.query(
    `update set_verdict x set until = $2::timestamptz
     from unnest($3::int[], $4::int[]) as o (package_id, vulnerability_id)
     where x.until = 'infinity' and x.package_id = o.package_id and x.vulnerability_id = o.vulnerability_id and x.set_id = any($5::int[])
       and not exists (select from ${RECORDS} where (n.set_id, n.package_id, n.vulnerability_id) = (x.set_id, x.package_id, x.vulnerability_id)
         and (n.verdict, n.justification, n.evidence) = (x.verdict, x.justification, x.evidence))`,
    [
      toJson(verdicts),
      now,
      opened.map(({ packageId }) => packageId),
      opened.map(({ vulnerabilityId }) => vulnerabilityId),
      rows.map(({ id }) => id),
    ],
  );
  return (await openVerdicts(tx, verdicts, now)) > 0 || closed.rowCount > 0;
}

async function openVerdicts(tx: Queryable, verdicts: readonly VerdictColumns[], now: string): Promise<number> {
  if (verdicts.length === 0) return 0;
  const { rowCount } = await tx.query(
    `insert into set_verdict (set_id, package_id, vulnerability_id, since, verdict, justification, evidence)
     select set_id, package_id, vulnerability_id, $2::timestamptz, verdict, justification, evidence from ${RECORDS} order by 1, 2, 3 on conflict do nothing`,
    [toJson(verdicts), now],
  );
  return rowCount;
}
