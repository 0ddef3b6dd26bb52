import type { ScanDocument } from './document.ts';
import { purlParts } from './purl-parts.ts';

const WITHOUT_FIX: Record<ScanDocument['findings'][number]['fixState'], string> = {
  available: 'A fix is announced, and its version is not known.',
  none: 'There is no fix yet.',
  wont_fix: 'Its maintainers will not fix it.',
  deferred: 'Its maintainers have put the fix off.',
  end_of_life: 'The release has no support any more: move to a supported one.',
  unknown: 'No version is known to fix it.',
};

/** What to do about a finding, in a sentence: `Update openssl to 3.0.22-1~deb12u1.` */
export function fixAdvice({
  purl,
  fixedVersions,
  fixState,
}: Pick<ScanDocument['findings'][number], 'purl' | 'fixedVersions' | 'fixState'>): string {
  return fixedVersions.length === 0 ? WITHOUT_FIX[fixState] : `Update ${purlParts(purl).display} to ${fixedVersions.join(' or ')}.`;
}
