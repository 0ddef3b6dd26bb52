import type { Severity } from '@plimsoll/model';

const LABELS: Record<string, Severity> = {
  critical: 'critical',
  important: 'high',
  high: 'high',
  moderate: 'medium',
  medium: 'medium',
  low: 'low',
  negligible: 'negligible',
  unimportant: 'negligible',
  minimal: 'negligible',
};

/**
 * Reads a rating in the words of any source: GHSA's MODERATE, Red Hat's Important, Debian's unimportant.
 *
 * @returns undefined for words that rate nothing (`not yet assigned`, `untriaged`)
 */
export function severityOfLabel(label: string): Severity | undefined {
  const word = label.trim().toLowerCase();
  return Object.hasOwn(LABELS, word) ? LABELS[word] : undefined;
}

/** The rating at the start of an erratum's title: `Important: nodejs:18 security update` is high. Undefined if it starts otherwise. */
export function severityOfTitle(title: string): Severity | undefined {
  const colon = title.indexOf(':');
  return colon === -1 || colon > 20 ? undefined : severityOfLabel(title.slice(0, colon));
}
