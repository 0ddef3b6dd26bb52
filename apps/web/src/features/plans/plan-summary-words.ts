import type { FleetFix, getPlanSummary, PlanRow } from '@plimsoll/contract';
import type { z } from 'zod';
import { count, number, numberWord } from '../../ui/format.ts';
import { imageName } from '../../ui/image-address.ts';
import { SEVERITY_WORD } from '../../ui/severities.ts';

export type PlanSummary = z.output<typeof getPlanSummary.response>;

/**
 * What a colleague would say of all plans. Plans of one repository overlap, so what they remove is never added up: only the first fix is told.
 */
export function plansSentence(
  { open, repositories, madeAt }: Pick<PlanSummary, 'open' | 'repositories' | 'madeAt'>,
  first: Pick<FleetFix, 'removes' | 'repositories'> | undefined,
): string {
  if (open === 0) return madeAt === undefined ? 'No fix plans yet' : 'No open fix plans';
  const plans = `${count(open, 'open plan')} in ${count(repositories, 'repository', 'repositories')}`;
  if (first === undefined) return plans;
  const where = repositories === 1 ? '' : ` from ${first.repositories === 1 ? 'one' : number(first.repositories)} of them`;
  return `${plans}; the first fix removes ${count(first.removes, 'finding')}${where}`;
}

/** `21 days`, `1 day`, `under a day`; `none yet` where nothing was remediated. */
export function daysInWords(days: number | null): string {
  if (days === null) return 'none yet';
  return days < 0.5 ? 'under a day' : count(Math.round(days), 'day');
}

/** The same by severity, worst first: `critical 6, high 18 days`. Empty for none. */
export function daysBySeverity(rows: PlanSummary['medianDaysBySeverity']): string {
  const parts = rows.map(
    ({ severity, days }) => `${SEVERITY_WORD[severity].toLowerCase()} ${days < 0.5 ? '<1' : number(Math.round(days))}`,
  );
  return parts.length === 0 ? '' : `${parts.join(', ')} days`;
}

/** What a plan does, or did, in one sentence. */
export function planSentence({
  state,
  image,
  closedBy,
  edits,
  removes,
  remaining,
  adds,
}: Pick<PlanRow, 'state' | 'image' | 'closedBy' | 'edits' | 'removes' | 'remaining' | 'adds'>): string {
  const name = imageName(image);
  if (state === 'done') return closedBy === undefined ? `Done in ${image.repository}` : `Done by ${imageName(closedBy)}`;
  if (state === 'stale') return `No longer advised for ${name}`;
  const subject = `${numberWord(edits)} ${edits === 1 ? 'edit takes' : 'edits take'}`;
  return `${subject} ${name} from ${number(removes + remaining)} to ${number(remaining + adds)}`;
}

/** Risk that goes with each edit; 0 without edits. */
export function riskPerEdit({ risk, edits }: { readonly risk: number; readonly edits: number }): number {
  return edits === 0 ? 0 : risk / edits;
}
