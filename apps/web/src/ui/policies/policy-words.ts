import type { PolicyCounts, PolicyRule, PolicyState } from '@plimsoll/contract';
import type { z } from 'zod';
import { count, list, number, span } from '../format.ts';
import type { Tone } from '../tags.tsx';

type Counts = z.infer<typeof PolicyCounts>;
export type RuleKind = PolicyRule['kind'];

export const STATES: Readonly<Record<PolicyState, { word: string; tone: Tone }>> = {
  violation: { word: 'violated', tone: 'bad' },
  unknown: { word: 'unknown', tone: 'warn' },
  pass: { word: 'met', tone: 'ok' },
};

/** What each kind of rule is called, in the order in which they are offered. */
export const RULES: Readonly<Record<RuleKind, string>> = {
  'no-exploited': 'Nothing that is known to be exploited',
  'fix-deadline': 'What has a fix is fixed in time',
  'severity-limit': 'No more findings of a severity than',
  'epss-limit': 'No EPSS probability over',
  'supported-base': 'The distribution still gets fixes',
  'current-base': 'The base is not outdated',
  'approved-bases': 'Built on one of these bases',
  'non-root': 'Does not run as root',
  'no-secrets': 'No secrets',
  'banned-packages': 'None of these packages',
  'denied-licenses': 'No package under these licences',
  'complete-coverage': 'Everything was read',
  signed: 'Signed',
};

/** A rule with what it asks for: `What has a fix is fixed in time: critical within 7 days`. */
export function ruleInWords(rule: PolicyRule): string {
  const name = RULES[rule.kind];
  switch (rule.kind) {
    case 'fix-deadline': {
      const days = { critical: rule.criticalDays, high: rule.highDays, medium: rule.mediumDays };
      return `${name}: ${list(given(days).map(([severity, value]) => `${severity} within ${count(value, 'day')}`))}`;
    }
    case 'severity-limit': {
      const { critical, high, medium, low, fixableOnly } = rule;
      const limits = list(given({ critical, high, medium, low }).map(([severity, value]) => `${number(value)} ${severity}`));
      return `${name} ${limits}${fixableOnly === true ? ', with a fix' : ''}`;
    }
    case 'epss-limit':
      return `${name} ${Math.round(rule.probability * 1000) / 10} %`;
    case 'approved-bases':
    case 'banned-packages':
    case 'denied-licenses':
      return `${name}: ${rule.globs.join(', ')}`;
    default:
      return name;
  }
}

function given(values: Readonly<Record<string, number | undefined>>): [string, number][] {
  return Object.entries(values).filter((entry): entry is [string, number] => entry[1] !== undefined);
}

/** `every image`, `images of shop/*, tags 1.*` */
export function scopeInWords({ repositoryGlob, tagGlob }: { repositoryGlob?: string | undefined; tagGlob?: string | undefined }): string {
  if (repositoryGlob === undefined && tagGlob === undefined) return 'every image';
  return [
    repositoryGlob === undefined ? 'images' : `images of ${repositoryGlob}`,
    ...(tagGlob === undefined ? [] : [`tags ${tagGlob}`]),
  ].join(', ');
}

/** `2 violate it, 1 unknown, 14 meet it`; what is none is left out. */
export function countsInWords({ violation, unknown, pass }: Counts): string {
  const parts = [
    violation === 0 ? '' : `${number(violation)} ${violation === 1 ? 'violates' : 'violate'} it`,
    unknown === 0 ? '' : `${number(unknown)} unknown`,
    pass === 0 ? '' : `${number(pass)} ${pass === 1 ? 'meets' : 'meet'} it`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? 'no image' : parts.join(', ');
}

/** `due in 5 days`, `overdue by 3 days` */
export function clockInWords(dueAt: string, now: number): string {
  const left = Date.parse(dueAt) - now;
  return left >= 0 ? `due in ${span(left)}` : `overdue by ${span(-left)}`;
}
