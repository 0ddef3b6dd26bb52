import type { getRemediation, RemediationWeek } from '@plimsoll/contract';
import type { z } from 'zod';
import { count, list, number } from '../../ui/format.ts';
import { SEVERITIES } from '../../ui/severities.ts';

type Answer = z.output<typeof getRemediation.response>;

/** What newer images removed in a week, of all severities. */
export function removedIn({ removed }: Pick<RemediationWeek, 'removed'>): number {
  return SEVERITIES.reduce((sum, severity) => sum + removed[severity], 0);
}

/** `410 removed by newer images in 12 weeks, half of them within 13 days of when they were first seen; 230 came.` */
export function remediationSentence({ weeks, medianDays }: Answer): string {
  const removed = weeks.reduce((sum, week) => sum + removedIn(week), 0);
  const came = weeks.reduce((sum, week) => sum + week.came, 0);
  const time = weeks.length === 1 ? 'this week' : `in ${count(weeks.length, 'week')}`;
  const half = medianDays === null ? '' : `, half of them within ${daysInWords(medianDays)} of when they were first seen`;
  return removed === 0
    ? `Newer images removed nothing ${time}; ${number(came)} came.`
    : `${number(removed)} removed by newer images ${time}${half}; ${number(came)} came.`;
}

/** What ended without a newer image: `12 ended because advisories changed and 3 by decision.` Empty if nothing did. */
export function otherwiseSentence({ weeks }: Pick<Answer, 'weeks'>): string {
  const sum = (kind: keyof RemediationWeek['otherwise']) => weeks.reduce((total, { otherwise }) => total + otherwise[kind], 0);
  const parts = [
    [sum('advisories'), 'because advisories changed'],
    [sum('decided'), 'by decision'],
    [sum('gone'), 'with images that are not shipped any more'],
  ] as const;
  const some = parts.filter(([value]) => value > 0).map(([value, why]) => `${number(value)} ${why}`);
  return some.length === 0 ? '' : `Not counted as removed: ${list(some)}.`;
}

/** Whole days; under one `a day`. */
function daysInWords(days: number): string {
  const whole = Math.round(days);
  return whole <= 1 ? 'a day' : count(whole, 'day');
}
