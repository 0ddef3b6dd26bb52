import type { PolicyInput, PolicyRule } from '@plimsoll/contract';
import { RULES, type RuleKind } from '../../ui/policies/policy-words.ts';

/** What is written in the editor: every field as text, so that a half-written number is no error yet. */
export interface PolicyDraft {
  readonly name: string;
  readonly description: string;
  readonly repositoryGlob: string;
  readonly tagGlob: string;
  readonly kinds: ReadonlySet<RuleKind>;
  /** By kind and field: `fix-deadline.criticalDays`. */
  readonly values: Readonly<Record<string, string>>;
  readonly fixableOnly: boolean;
}

/** The fields of a kind of rule that are numbers; the others have none, or a list of patterns. */
export const NUMBERS: Readonly<Partial<Record<RuleKind, readonly { field: string; label: string }[]>>> = {
  'fix-deadline': [
    { field: 'criticalDays', label: 'Critical, days' },
    { field: 'highDays', label: 'High, days' },
    { field: 'mediumDays', label: 'Medium, days' },
  ],
  'severity-limit': [
    { field: 'critical', label: 'Critical' },
    { field: 'high', label: 'High' },
    { field: 'medium', label: 'Medium' },
    { field: 'low', label: 'Low' },
  ],
  'epss-limit': [{ field: 'percent', label: 'Percent' }],
};
export const GLOBS: ReadonlySet<RuleKind> = new Set(['approved-bases', 'banned-packages', 'denied-licenses']);

const START = {
  'fix-deadline.criticalDays': '7',
  'fix-deadline.highDays': '30',
  'severity-limit.critical': '0',
  'epss-limit.percent': '10',
};

/** The editor's first state: a new policy, or the one that is changed. */
export function draftOf(policy: PolicyInput | undefined): PolicyDraft {
  const values: Record<string, string> = { ...START };
  for (const { kind, ...fields } of policy?.rules ?? []) {
    for (const { field } of NUMBERS[kind] ?? []) delete values[`${kind}.${field}`];
    for (const [field, value] of Object.entries(fields))
      values[`${kind}.${field}`] = Array.isArray(value) ? value.join(', ') : String(value);
    if ('probability' in fields) values['epss-limit.percent'] = String(Math.round(fields.probability * 1000) / 10);
  }
  return {
    name: policy?.name ?? '',
    description: policy?.description ?? '',
    repositoryGlob: policy?.scope.repositoryGlob ?? '',
    tagGlob: policy?.scope.tagGlob ?? '',
    kinds: new Set(policy?.rules.map(({ kind }) => kind) ?? []),
    values,
    fixableOnly: policy?.rules.some((rule) => rule.kind === 'severity-limit' && rule.fixableOnly === true) ?? false,
  };
}

/** What the draft asks for, or the first thing that is missing, as a sentence for people. */
export function inputOf(draft: PolicyDraft, before: PolicyInput | undefined): PolicyInput | string {
  const name = draft.name.trim();
  if (name === '') return 'Give it a name.';
  const rules: PolicyRule[] = [];
  for (const kind of Object.keys(RULES) as RuleKind[]) {
    if (!draft.kinds.has(kind)) continue;
    const rule = ruleOf(kind, draft);
    if (rule === undefined) return `“${RULES[kind]}” needs a value.`;
    rules.push(rule);
  }
  if (rules.length === 0) return 'Choose at least one rule.';
  const glob = (text: string) => (text.trim() === '' ? undefined : text.trim());
  return {
    name,
    description: draft.description.trim(),
    scope: { connection: before?.scope.connection, repositoryGlob: glob(draft.repositoryGlob), tagGlob: glob(draft.tagGlob) },
    rules,
    enabled: before?.enabled ?? true,
  };
}

function ruleOf(kind: RuleKind, { values, fixableOnly }: PolicyDraft): PolicyRule | undefined {
  const whole = (field: string): number | undefined => {
    const text = (values[`${kind}.${field}`] ?? '').trim();
    return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
  };
  switch (kind) {
    case 'fix-deadline': {
      const days = { criticalDays: whole('criticalDays'), highDays: whole('highDays'), mediumDays: whole('mediumDays') };
      return Object.values(days).some((value) => value !== undefined) ? { kind, ...days } : undefined;
    }
    case 'severity-limit': {
      const limits = { critical: whole('critical'), high: whole('high'), medium: whole('medium'), low: whole('low') };
      return Object.values(limits).some((value) => value !== undefined)
        ? { kind, ...limits, ...(fixableOnly ? { fixableOnly } : {}) }
        : undefined;
    }
    case 'epss-limit': {
      const percent = Number((values['epss-limit.percent'] ?? '').trim() || Number.NaN);
      return percent >= 0 && percent <= 100 ? { kind, probability: percent / 100 } : undefined;
    }
    case 'approved-bases':
    case 'banned-packages':
    case 'denied-licenses': {
      const globs = (values[`${kind}.globs`] ?? '').split(',').flatMap((glob) => (glob.trim() === '' ? [] : [glob.trim()]));
      return globs.length === 0 ? undefined : { kind, globs };
    }
    default:
      return { kind };
  }
}
