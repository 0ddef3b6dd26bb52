import type { FindingFact, PolicyFacts, Rule } from '@plimsoll/model';
import { ofFindings, pass } from '../outcomes.ts';
import type { Outcome, RuleKind } from '../rule-kind.ts';

const DAY_MS = 86_400_000;

/** What can be fixed is fixed in time: the clock runs from the day on which the finding was first seen. */
export const fixDeadline: RuleKind<'fix-deadline'> = {
  kind: 'fix-deadline',
  evaluate: (rule, facts, now) => {
    const clocks = clocksOf(rule, facts).toSorted((a, b) => a.due - b.due);
    const late = clocks.filter(({ due }) => due <= now.getTime());
    const [next] = clocks;
    if (next === undefined) return ofFindings(facts, undefined, pass('Nothing with a fix waits'));
    const dueAt = new Date(next.due).toISOString();
    const broken: Outcome | undefined =
      late.length === 0
        ? undefined
        : { state: 'violation', message: late.map(sentence).join('; '), findings: late.map(({ finding }) => finding), dueAt };
    return ofFindings(facts, broken, { ...pass('Everything with a fix is within its time'), findings: [next.finding], dueAt });
  },
};

interface Clock {
  readonly finding: FindingFact;
  readonly days: number;
  readonly due: number;
}

function clocksOf(
  { criticalDays, highDays, mediumDays }: Extract<Rule, { kind: 'fix-deadline' }>,
  { oldestFixable: { critical, high, medium } }: PolicyFacts,
): Clock[] {
  const pairs = [
    [critical, criticalDays],
    [high, highDays],
    [medium, mediumDays],
  ] as const;
  return pairs.flatMap(([finding, days]) =>
    finding === undefined || days === undefined ? [] : [{ finding, days, due: Date.parse(finding.firstSeenAt) + days * DAY_MS }],
  );
}

function sentence({ finding: { severity, vulnerability, package: name, firstSeenAt }, days }: Clock): string {
  return `${severity} ${vulnerability} in ${name} has a fix and was seen on ${firstSeenAt.slice(0, 10)}: ${days} days are over`;
}
