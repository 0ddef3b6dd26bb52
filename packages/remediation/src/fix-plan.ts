import type { Inventory, Link } from '@plimsoll/model';
import type { ConfigurationEdit } from './configuration-edits.ts';
import { type Delta, deltaOf, type Match, type OpenFindings, openFindings } from './finding-keys.ts';
import type { Edit, ManifestFile } from './managers/manager.ts';
import { chooseOsUpgrade, type OsUpgrade } from './os-upgrade.ts';
import { allPins, choosePins, type DependencyPin, type PinMode } from './pins.ts';
import { replaceVersions, swapBase } from './simulate.ts';

/** A set of edits with what it does: simulated, and matched again. */
export interface FixPlan extends Delta {
  /** `Move to platform/nginx:1-20261120`. */
  readonly title: string;
  /** Never empty. */
  readonly edits: readonly Edit[];
  /** Sentences about what the plan cannot know: part of the promise. Empty if it knows all. */
  readonly limits: readonly string[];
}

/** Another base, read. */
export interface ReadCandidate {
  readonly name: string;
  readonly digest: string;
  readonly inventory: Inventory;
}

export interface PlanInput {
  readonly inventory: Inventory;
  readonly match: Match;
  /** Weight of a finding; plans are ranked by what they remove of it. */
  readonly riskOf: (link: Link) => number;
  /** What the image is built on. Absent = not known: then everything is taken for the application's. */
  readonly base?: {
    readonly name: string;
    readonly layerCount: number;
    /** If it could be read. */
    readonly inventory?: Inventory;
    /** In the order in which they are to be listed; empty if nothing newer is known. */
    readonly candidates: readonly ReadCandidate[];
  };
  /** Manifests and lock files of the image's own layers; see `isManifest`. */
  readonly manifests: readonly ManifestFile[];
  /** Edits of how the image runs, each a plan of its own: they remove no vulnerability. Default: none. */
  readonly configuration?: readonly ConfigurationEdit[];
}

export interface Plans {
  /** One a candidate, in their order. */
  readonly candidates: readonly (Delta & { readonly name: string; readonly digest: string })[];
  /** Most risk removed per edit first; plans that remove nothing are left out, but for those of the configuration, which come last. */
  readonly plans: readonly FixPlan[];
}

/** A plan before it is verified. */
interface Draft {
  readonly title: string;
  readonly edits: readonly Edit[];
  readonly inventory: Inventory;
  readonly limits: readonly string[];
}

/** Pins that are offered one by one: past these, the whole list is the better answer. */
const SINGLE_PINS = 5;

const PIN_LIMITS = [
  'What a pinned version itself asks for is not known without its registry: packages that it brings or drops are not in these counts.',
  'That the pinned versions exist and work together was not tried: build and test.',
];

/** Finds the edits that remove the most, simulates each set of them, and matches the result before it says anything. */
export function planFixes(input: PlanInput): Plans {
  const { inventory, match, riskOf, base } = input;
  const matched = match(inventory);
  const before = openFindings(matched);
  const moves = (base?.candidates ?? []).map((candidate) => ({ candidate, draft: moveTo(candidate, input) }));
  const verified = moves.map(({ candidate, draft }) => ({
    candidate,
    draft,
    delta: deltaOf(before, openFindings(match(draft.inventory)), riskOf),
  }));

  const upgrade = chooseOsUpgrade(inventory, matched, match, base?.layerCount ?? 0);
  const gentle = choosePins(inventory, matched, pinOptions(input, 'same-line'));
  const full = choosePins(inventory, matched, pinOptions(input, 'best'));
  const drafts = [
    ...moves.map(({ draft }) => draft),
    ...(upgrade === undefined ? [] : [upgradeOf(inventory, upgrade)]),
    ...full.slice(0, full.length > 1 ? SINGLE_PINS : 0).map((pin) => pinOne(inventory, pin)),
    ...pinAll(inventory, gentle, full),
    ...everything(input, verified.toSorted((a, b) => b.delta.riskRemoved - a.delta.riskRemoved)[0]?.draft, upgrade),
  ];
  return {
    candidates: verified.map(({ candidate: { name, digest }, delta }) => ({ name, digest, ...delta })),
    plans: [
      ...rank(
        uniqueByEdits(drafts)
          .map((draft) => verify(draft, before, input))
          .filter(({ removes }) => removes.length > 0),
      ),
      ...(input.configuration ?? []).map(({ title, edit }) => verify({ title, edits: [edit], inventory, limits: [] }, before, input)),
    ],
  };
}

/** The only gentle pin may be one of the single ones. */
function uniqueByEdits(drafts: readonly Draft[]): Draft[] {
  return [...new Map(drafts.toReversed().map((draft) => [JSON.stringify(draft.edits), draft])).values()].toReversed();
}

function verify({ title, edits, inventory, limits }: Draft, before: OpenFindings, { match, riskOf }: PlanInput): FixPlan {
  return { title, edits, limits: [...new Set(limits)], ...deltaOf(before, openFindings(match(inventory)), riskOf) };
}

function rank(plans: readonly FixPlan[]): FixPlan[] {
  const perEdit = ({ riskRemoved, edits }: FixPlan): number => riskRemoved / edits.length;
  return plans.toSorted((a, b) => perEdit(b) - perEdit(a) || b.riskRemoved - a.riskRemoved || (a.title < b.title ? -1 : 1));
}

function moveTo(candidate: ReadCandidate, { inventory, base }: PlanInput): Draft {
  const simulation = swapBase(inventory, base?.layerCount ?? 0, candidate.inventory, base?.inventory);
  const edit: Edit = {
    kind: 'base-image',
    file: 'Dockerfile',
    before: `FROM ${base?.name ?? ''}`,
    after: `FROM ${candidate.name}@${candidate.digest}`,
  };
  return { title: `Move to ${candidate.name}`, edits: [edit], ...simulation };
}

function upgradeOf(inventory: Inventory, { edit, packages, newVersionOf, limits }: OsUpgrade): Draft {
  return {
    title: `Upgrade ${count(packages, 'system package')} in place`,
    edits: [edit],
    inventory: replaceVersions(inventory, newVersionOf),
    limits,
  };
}

function pinOne(inventory: Inventory, one: DependencyPin): Draft {
  return {
    title: titleOf(one),
    edits: one.edits,
    inventory: replaceVersions(inventory, one.newVersionOf),
    limits: [...PIN_LIMITS, ...majorLimits([one])],
  };
}

function titleOf({ pin, isMajor }: DependencyPin): string {
  return `Pin ${pin.name} to ${pin.to}${isMajor ? ' (a major change)' : ''}`;
}

/** All pins that promise to break nothing, and all pins; one plan if they are the same. */
function pinAll(inventory: Inventory, gentle: readonly DependencyPin[], full: readonly DependencyPin[]): Draft[] {
  const isSame = gentle.length === full.length && full.every((one, index) => gentle[index]!.pin.to === one.pin.to && !one.isMajor);
  return [...(isSame ? [] : [gentle]), full].flatMap((pins): Draft[] => {
    if (pins.length === 0) return [];
    return [
      {
        title: pins.length === 1 ? titleOf(pins[0]!) : `Pin ${count(pins.length, 'dependency', 'dependencies')}${majorsOf(pins)}`,
        edits: pins.flatMap(({ edits }) => edits),
        inventory: replaceVersions(inventory, allPins(pins)),
        limits: [...PIN_LIMITS, ...majorLimits(pins)],
      },
    ];
  });
}

/** The best base, or else the upgrade line, with what it leaves to be upgraded and every pin: nothing if that is one kind of edit alone. */
function everything(input: PlanInput, move: Draft | undefined, upgrade: OsUpgrade | undefined): Draft[] {
  const { match } = input;
  const start: Draft = move ?? { title: '', edits: [], inventory: input.inventory, limits: [] };
  const layers = move === undefined ? (input.base?.layerCount ?? 0) : start.inventory.layers.length - ownLayers(input);
  const rest = move === undefined ? upgrade : chooseOsUpgrade(start.inventory, match(start.inventory), match, layers);
  const upgraded = rest === undefined ? start.inventory : replaceVersions(start.inventory, rest.newVersionOf);
  const pins = choosePins(upgraded, match(upgraded), { ...pinOptions(input, 'best'), baseLayerCount: layers });
  const parts = [
    ...(move === undefined ? [] : [`base ${move.title.replace('Move to ', '')}`]),
    ...(rest === undefined ? [] : [count(rest.packages, 'system package')]),
    ...(pins.length === 0 ? [] : [`${count(pins.length, 'dependency', 'dependencies')}${majorsOf(pins)}`]),
  ];
  if (parts.length < 2) return [];
  return [
    {
      title: `Everything: ${parts.join(', ')}`,
      edits: [...start.edits, ...(rest === undefined ? [] : [rest.edit]), ...pins.flatMap(({ edits }) => edits)],
      inventory: replaceVersions(upgraded, allPins(pins)),
      limits: [...start.limits, ...(rest?.limits ?? []), ...(pins.length === 0 ? [] : [...PIN_LIMITS, ...majorLimits(pins)])],
    },
  ];
}

function ownLayers({ inventory, base }: PlanInput): number {
  return inventory.layers.length - (base?.layerCount ?? 0);
}

function pinOptions({ match, riskOf, manifests, base }: PlanInput, mode: PinMode): Parameters<typeof choosePins>[2] {
  return { match, riskOf, manifests, baseLayerCount: base?.layerCount ?? 0, mode };
}

function majorsOf(pins: readonly DependencyPin[]): string {
  const majors = pins.filter(({ isMajor }) => isMajor).length;
  return majors === 0 ? '' : ` (${count(majors, 'major change')})`;
}

function majorLimits(pins: readonly DependencyPin[]): string[] {
  const majors = pins.filter(({ isMajor }) => isMajor).map(({ pin }) => `${pin.name} ${pin.from.join(', ')} to ${pin.to}`);
  return majors.length === 0 ? [] : [`Major changes, which may need changes of the code: ${majors.join('; ')}.`];
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
