import { purlOfPackage, purlOfSubject } from '@plimsoll/model';
import { decideBy, denialOf, type VexImage, type VexStatement } from '@plimsoll/sbom';
import type { Inventory } from '@plimsoll/model';
import type { Denial, Finding, MatchedInventory } from './match-inventory.ts';

/**
 * Lets people speak: a finding that a statement calls `not_affected` or `fixed` becomes a denial with that statement as its evidence. Other
 * statements change nothing, but a later one of them takes back an earlier one.
 *
 * @param namesOf every name of a vulnerability besides its id
 */
export function applyVex(
  matched: MatchedInventory,
  statements: readonly VexStatement[],
  image: VexImage,
  os: Inventory['os'],
  namesOf: (vulnerability: string) => readonly string[],
): MatchedInventory {
  if (statements.length === 0) return matched;
  const decide = decideBy(statements, image);
  const findings: Finding[] = [];
  const denials: Denial[] = [];
  for (const finding of matched.findings) {
    const { link, members, set } = finding;
    const statement = decide({
      vulnerabilities: [link.vulnerability, ...namesOf(link.vulnerability)],
      purls: [...new Set([purlOfSubject(link.subject), ...members.map((member) => purlOfPackage(member.package, os))])],
    });
    const justification = statement === undefined ? undefined : denialOf(statement);
    if (statement === undefined || justification === undefined) findings.push(finding);
    else {
      denials.push({
        link,
        set,
        verdict: {
          subject: link.subject,
          vulnerability: link.vulnerability,
          verdict: 'not_affected',
          justification,
          evidence: evidenceOf(statement),
        },
      });
    }
  }
  return { ...matched, findings, notAffected: [...matched.notAffected, ...denials] };
}

/** `vex.json: Example Inc. says fixed: patched in our build` */
function evidenceOf({ file, author, status, reason }: VexStatement): string {
  return `${file}: ${author === '' ? 'its author' : author} says ${status.replaceAll('_', ' ')}${reason === '' ? '' : `: ${reason}`}`;
}
