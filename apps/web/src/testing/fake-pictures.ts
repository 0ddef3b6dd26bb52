import type { AgeingBucket, Deadline, RemediationWeek, ScatterRow } from '@plimsoll/contract';
import { vulnerabilityRows } from './fake-fleet.ts';
import { type FakeState, type Handler, minutesAgo } from './fake-state.ts';

const DAY_MINUTES = 1440;
const WEEK_MINUTES = 7 * DAY_MINUTES;

const NONE = { critical: 0, high: 0, medium: 0, low: 0, negligible: 0, unknown: 0 };
const some = (critical: number, high: number, medium: number, low: number, negligible = 0, unknown = 0) => ({
  critical,
  high,
  medium,
  low,
  negligible,
  unknown,
});

/** Weeks up to the present one; `fresh`: the first alone. */
function weeksOf(state: FakeState, wanted: number): RemediationWeek[] {
  const removed = [12, 4, 0, 31, 18, 9, 22, 140, 35, 16, 41, 8];
  const weeks = removed.map((count, index): RemediationWeek => {
    const critical = Math.floor(count / 12);
    const high = Math.floor(count / 3);
    return {
      week: mondayOf(minutesAgo(state, (removed.length - 1 - index) * WEEK_MINUTES)),
      risk: critical * 40 + high * 10 + (count - critical - high) * 3,
      removed: some(critical, high, count - critical - high, 0),
      came: 10 + ((index * 17) % 40),
      otherwise: { advisories: index % 3, decided: index === 9 ? 4 : 0, gone: index === 5 ? 7 : 0 },
    };
  });
  const first = weeks.at(-1);
  if (state.scenario === 'fresh' && first !== undefined)
    return [{ ...first, risk: 0, removed: NONE, came: 376, otherwise: { advisories: 0, decided: 0, gone: 0 } }];
  return weeks.slice(-wanted);
}

function mondayOf(instant: string): string {
  const date = new Date(instant);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
  return date.toISOString().slice(0, 10);
}

function bucketsOf(state: FakeState): AgeingBucket[] {
  const withFix = [some(3, 14, 20, 6), some(8, 30, 44, 11, 6), some(6, 21, 30, 14, 5, 2), some(5, 16, 14, 6)];
  const withoutFix = [some(1, 4, 8, 2), some(2, 9, 18, 8, 8, 3), some(1, 8, 14, 8, 8, 5), some(0, 2, 8, 4, 4, 2)];
  return [0, 7, 30, 90].map((fromDays, index) => ({
    fromDays,
    toDays: [7, 30, 90][index] ?? null,
    withFix: state.scenario === 'fresh' && index > 0 ? NONE : (withFix[index] ?? NONE),
    withoutFix: state.scenario === 'fresh' && index > 0 ? NONE : (withoutFix[index] ?? NONE),
  }));
}

function deadline(state: FakeState, index: number, days: number): Deadline {
  const image = state.images[index % state.images.length];
  return {
    policy: 2,
    policyName: 'Fixes in time',
    image: {
      connection: image?.connection ?? 1,
      repository: image?.repository ?? '',
      reference: image?.tag ?? '',
      platform: index >= state.images.length ? 'linux/arm64' : 'linux/amd64',
    },
    dueAt: minutesAgo(state, -days * DAY_MINUTES - 30),
    finding: {
      vulnerability: index % 2 === 0 ? 'CVE-2023-44487' : 'CVE-2024-10111',
      package: index % 2 === 0 ? 'nginx' : 'lodash',
      severity: index % 2 === 0 ? 'critical' : 'high',
    },
  };
}

/** Risk and reach as the vulnerabilities page lists them; most are unlikely, as in the world. */
function dotsOf(state: FakeState): ScatterRow[] {
  return vulnerabilityRows(state).map(({ id, severity, cvss, exploited, images }, index) => ({
    id,
    severity,
    exploited,
    images,
    ...(cvss === undefined ? {} : { cvss: Math.round(cvss * 10) / 10 }),
    ...(state.scenario === 'fresh' || index % 11 === 7 ? {} : { epss: exploited ? 0.944 : (((index * 37) % 100) / 120) ** 7 }),
  }));
}

/** One for each picture of the overview. */
export const pictureHandlers: Readonly<Record<string, Handler>> = {
  getRemediation: (state, { query }) => {
    if (state.images.length === 0) return { weeks: [], medianDays: null };
    const isFresh = state.scenario === 'fresh';
    return {
      since: minutesAgo(state, isFresh ? 600 : 11 * WEEK_MINUTES),
      weeks: weeksOf(state, Number(query.weeks)),
      medianDays: isFresh ? null : 13.2,
    };
  },
  getAgeing: (state) =>
    state.images.length === 0
      ? { buckets: [] }
      : { since: minutesAgo(state, state.scenario === 'fresh' ? 600 : 140 * DAY_MINUTES), buckets: bucketsOf(state) },
  getDeadlines: (state) => {
    const policies = state.policies.filter(({ enabled, rules }) => enabled && rules.some(({ kind }) => kind === 'fix-deadline'));
    const images = { overdue: 0, week: 0, month: 0, later: 0, none: 0 };
    if (policies.length === 0 || state.images.length === 0) return { policies: [], images, overdue: [], next: [] };
    const isFresh = state.scenario === 'fresh';
    return {
      policies: policies.map(({ id, name }) => ({ id, name })),
      images: isFresh ? { ...images, week: 4, month: 8, none: 5 } : { overdue: 7, week: 3, month: 5, later: 1, none: 1 },
      overdue: isFresh ? [] : [85, 40, 12, 9, 2].map((days, index) => deadline(state, index, -days)),
      next: [1, 3, 6, 12, 18, 22, 25, 29, 41].map((days, index) => deadline(state, index + 5, days)),
    };
  },
  getScatter: dotsOf,
};
