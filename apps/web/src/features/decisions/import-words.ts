import type { VexImport, VexPreview, VexRow } from '@plimsoll/contract';
import { count, list } from '../../ui/format.ts';

/** What the form holds. */
export interface ImportDraft {
  readonly document: string;
  /** Of the file; empty if it was pasted. */
  readonly name: string;
  /** Id of a registry; empty = every one. */
  readonly connection: string;
  readonly repositoryGlob: string;
  readonly tagGlob: string;
  readonly days: '30' | '90' | '180' | 'never';
}

export const EMPTY_DRAFT: ImportDraft = { document: '', name: '', connection: '', repositoryGlob: '', tagGlob: '', days: 'never' };

/** What the draft asks for; undefined while there is no document. */
export function importOf({ document, name, connection, repositoryGlob, tagGlob, days }: ImportDraft, now: number): VexImport | undefined {
  if (document.trim() === '') return undefined;
  const [repositories, tags] = [repositoryGlob.trim(), tagGlob.trim()];
  return {
    document,
    name: name === '' ? 'the document' : name.slice(0, 200),
    scope: {
      ...(connection === '' ? {} : { connection: Number(connection) }),
      ...(repositories === '' ? {} : { repositoryGlob: repositories }),
      ...(tags === '' ? {} : { tagGlob: tags }),
    },
    ...(days === 'never' ? {} : { expiresAt: new Date(now + Number(days) * 86_400_000).toISOString() }),
  };
}

export const OUTCOMES: Readonly<Record<VexRow['outcome'], { word: string; tone: 'accent' | 'warn' | 'quiet' }>> = {
  decision: { word: 'decision', tone: 'accent' },
  'not-imported': { word: 'not imported', tone: 'warn' },
  'decided-already': { word: 'decided already', tone: 'quiet' },
  nothing: { word: 'no change', tone: 'quiet' },
};

/** `3 decisions would hide 14 findings in 2 images. 1 row is not imported, 2 are decided already.` */
export function previewInWords({ counts, hides }: Pick<VexPreview, 'counts' | 'hides'>): string {
  const made = counts.decision;
  const what = made === 0 ? 'Nothing would be decided' : `${count(made, 'decision')} would be made`;
  const all = made + counts['decided-already'];
  const hidden =
    all === 0 ? '' : `; all that the document decides hides ${count(hides.findings, 'finding')} in ${count(hides.images, 'image')}`;
  const others = [
    counts['not-imported'] === 0 ? '' : `${count(counts['not-imported'], 'is', 'are')} not imported`,
    counts['decided-already'] === 0 ? '' : `${count(counts['decided-already'], 'is', 'are')} decided already`,
    counts.nothing === 0 ? '' : `${count(counts.nothing, 'changes', 'change')} nothing`,
  ].filter((part) => part !== '');
  return `${what}${hidden}.${others.length === 0 ? '' : ` Of the rest, ${list(others)}.`}`;
}
