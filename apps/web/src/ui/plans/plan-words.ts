import type { FixPlan, PLAN_KINDS } from '@plimsoll/contract';
import { number } from '../format.ts';

/** What kinds of plans are called. */
export const KIND_WORD: Readonly<Record<(typeof PLAN_KINDS)[number], string>> = {
  base: 'Base image',
  'os-upgrade': 'System packages',
  pin: 'One dependency',
  pins: 'Dependencies',
  everything: 'Everything',
  configuration: 'Configuration',
};

/** What a plan leaves: `leaves 88, of which 1 has no fix, and adds 3`. */
export function remainderInWords({
  remaining,
  unfixable,
  adds,
}: {
  readonly remaining: number;
  readonly unfixable: number;
  readonly adds: number;
}): string {
  const left =
    remaining === 0
      ? 'leaves none'
      : unfixable === remaining
        ? `leaves ${number(remaining)} without a fix`
        : `leaves ${number(remaining)}${unfixable === 0 ? '' : `, of which ${number(unfixable)} ${unfixable === 1 ? 'has' : 'have'} no fix`}`;
  return `${left}, adds ${adds === 0 ? 'none' : number(adds)}`;
}

/** Edits by the file that they are made in, each with the lines that go and come. `a file` where it is not known which. */
export function editsByFile({ edits }: Pick<FixPlan, 'edits'>): { file: string; edits: FixPlan['edits']; diff: string }[] {
  return [...Map.groupBy(edits, ({ file }) => file ?? 'a file')].map(([file, ofFile]) => ({
    file,
    edits: ofFile,
    diff: ofFile.flatMap(({ before, after }) => [...marked('-', before), ...marked('+', after)]).join('\n'),
  }));
}

function marked(mark: '-' | '+', text: string): string[] {
  return text === '' ? [] : text.split('\n').map((line) => `${mark}${line}`);
}
