import type { FixPlan, ImagePlan } from '@plimsoll/contract';
import { count, number, numberWord } from '../../ui/format.ts';

/** What plans are told by in an address: `Move to platform/nginx:1-20261120` -> `move-to-platform-nginx-1-20261120`. */
export function slugOf({ title }: Pick<FixPlan, 'title'>): string {
  return title
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== '')
    .join('-');
}

/** The plan that an address names, else the one that removes most. Undefined if there is no plan. */
export function planAt(plans: readonly FixPlan[], slug: string | undefined): FixPlan | undefined {
  return plans.find((plan) => slugOf(plan) === slug) ?? widestPlan(plans);
}

/** The plan that removes most, of several the one with the fewest edits. Undefined if there is none. */
export function widestPlan(plans: readonly FixPlan[]): FixPlan | undefined {
  return plans.toSorted((a, b) => b.removes.length - a.removes.length || a.edits.length - b.edits.length)[0];
}

/** The plan with the fewest edits that removes a finding, of several the one that removes most besides it. */
export function smallestPlanFor(
  plans: readonly FixPlan[],
  finding: { readonly vulnerability: string; readonly aliases: readonly string[]; readonly purl: string },
): FixPlan | undefined {
  const names = new Set([finding.vulnerability, ...finding.aliases]);
  return plans
    .filter(({ removes }) => removes.some(({ id, purl }) => purl === finding.purl && names.has(id)))
    .toSorted((a, b) => a.edits.length - b.edits.length || b.removes.length - a.removes.length)[0];
}

/** What edits of an image can do, as the end of its verdict: `One edit removes 49, 27 edits remove 136.` */
export function effectInWords({ plans }: Pick<ImagePlan, 'plans'>): string {
  const whole = widestPlan(plans);
  if (whole === undefined || whole.removes.length === 0) return 'No edit that Plimsoll can verify removes any.';
  const single = widestPlan(plans.filter(({ edits }) => edits.length === 1));
  const parts = [single, whole].filter((plan) => plan !== undefined);
  return `${[...new Set(parts)]
    .map(effectOf)
    .join(', ')
    .replace(/^./, (letter) => letter.toUpperCase())}.`;
}

function effectOf({ edits, removes }: FixPlan): string {
  return `${numberWord(edits.length).toLowerCase()} ${edits.length === 1 ? 'edit removes' : 'edits remove'} ${number(removes.length)}`;
}

/** What a plan leaves: `leaves 88, of which 1 has no fix, and adds 3`. */
export function remainderInWords({ remaining, unfixable, adds }: Pick<FixPlan, 'remaining' | 'unfixable' | 'adds'>): string {
  const left =
    remaining === 0
      ? 'leaves none'
      : unfixable === remaining
        ? `leaves ${number(remaining)} without a fix`
        : `leaves ${number(remaining)}${unfixable === 0 ? '' : `, of which ${number(unfixable)} ${unfixable === 1 ? 'has' : 'have'} no fix`}`;
  return `${left}, adds ${adds.length === 0 ? 'none' : number(adds.length)}`;
}

/** A part of a plan that one would do in one go. */
export interface Step {
  readonly label: string;
  /** The plan that is this step alone: what it says of its effect was verified by itself. Absent if there is none. */
  readonly alone?: FixPlan;
}

/** A plan's edits in steps: another base, system packages, dependencies, configuration. */
export function stepsOf(plan: FixPlan, plans: readonly FixPlan[]): Step[] {
  const parts = [
    plan.edits.filter(({ kind }) => kind === 'base-image'),
    plan.edits.filter(({ kind }) => kind === 'os-packages'),
    plan.edits.filter(({ kind }) => kind === 'dependency' || kind === 'override'),
    plan.edits.filter(({ kind }) => kind === 'configuration'),
  ];
  return parts
    .filter((edits) => edits.length > 0)
    .map((edits): Step => {
      const alone = plans.find((other) => hasSameEdits(other.edits, edits));
      return { label: labelOf(edits, alone), ...(alone === undefined ? {} : { alone }) };
    });
}

function labelOf(edits: FixPlan['edits'], alone: FixPlan | undefined): string {
  const first = edits[0];
  // A digest is for machines: its tag says enough here.
  if (first?.kind === 'base-image') return first.after.split('@sha256:')[0] ?? first.after;
  if (alone !== undefined) return alone.title;
  if (first?.kind === 'os-packages') return 'Upgrade what is left of the system packages';
  return first?.kind === 'configuration' ? first.after : `Pin ${count(edits.length, 'dependency', 'dependencies')}`;
}

function hasSameEdits(a: FixPlan['edits'], b: FixPlan['edits']): boolean {
  const texts = (edits: FixPlan['edits']) => new Set(edits.map(({ kind, file, before, after }) => [kind, file, before, after].join('\0')));
  const wanted = texts(b);
  return a.length === b.length && [...texts(a)].every((text) => wanted.has(text));
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
