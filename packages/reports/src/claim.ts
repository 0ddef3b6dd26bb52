import type { ScanDocument } from './document.ts';

/** The sentence where no finding is shown: clean is only what was read whole and is shown whole. */
export function withoutFindings({ coverage, filter }: Pick<ScanDocument, 'coverage' | 'filter'>): string {
  if (filter !== undefined) return 'No vulnerabilities among those that were asked for.';
  return coverage === 'complete' ? 'No known vulnerabilities.' : `No vulnerabilities found in what could be read (coverage ${coverage}).`;
}

/**
 * What else has to be said of a list of findings: how many of them were decided, and what it was limited to. Each sentence begins with a
 * blank; empty if there is nothing to say.
 *
 * @param quote makes text of a person harmless in the format
 */
export function remarksOn({ findings, filter }: Pick<ScanDocument, 'findings' | 'filter'>, quote: (text: string) => string): string {
  const decided = findings.filter(({ decision }) => decision !== undefined).length;
  const isDecided = decided === 0 ? '' : ` ${decided} of them decided.`;
  return `${isDecided}${filter === undefined ? '' : ` Limited to ${quote(filter)}.`}`;
}
