import type { Epss } from '@plimsoll/contract';
import { calendarDate } from './format.ts';

/** A share of 0 to 1: `94 %`, `3.2 %`, `0.04 %`; below a hundredth `<0.01 %`. Never rounded up to 100 %, nor broken. */
export function percent(share: number): string {
  const value = share * 100;
  if (value >= 10) return `${Math.floor(value)}\u00A0%`;
  if (value >= 1) return `${value.toFixed(1)}\u00A0%`;
  return value > 0 && value < 0.01 ? '<0.01\u00A0%' : `${value.toFixed(2)}\u00A0%`;
}

/** What a score means, in a sentence. */
export function epssInWords({ probability, percentile, date }: Epss): string {
  return `A chance of ${percent(probability)} that it is exploited within 30 days, as EPSS saw it on ${calendarDate(date)}: more than for ${percent(percentile)} of all CVEs.`;
}

/** What the filter offers: a probability as the address has it, and as people read it. */
export const EPSS_CHOICES = [0.01, 0.1, 0.5, 0.9].map((share) => ({ value: String(share), label: `${Math.round(share * 100)} %` }));
