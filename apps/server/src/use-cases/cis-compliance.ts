import { cisSections } from '@plimsoll/checks';
import type { CisSection } from '@plimsoll/contract';
import { type ComplianceScope, countSections, type Database, imagesFailing } from '@plimsoll/db';

/** Section 4 of the benchmark over a scope, whole: a section that no image can answer says so and counts nothing. */
export async function readCisCompliance(scope: ComplianceScope, failing: number, db: Database): Promise<CisSection[]> {
  const counted = await countSections(
    db,
    scope,
    cisSections.filter(({ checks }) => checks.length > 0),
  );
  const counts = new Map(counted.map(({ section, pass, fail, unknown }) => [section, { pass, violation: fail, unknown }]));
  const sections: CisSection[] = [];
  for (const { section, title, checks, remark } of cisSections) {
    const own = counts.get(section) ?? null;
    sections.push({
      section,
      title,
      counts: own,
      ...(remark === undefined ? {} : { remark }),
      failing: own === null || own.violation === 0 || failing === 0 ? [] : await imagesFailing(db, scope, checks, failing),
    });
  }
  return sections;
}
