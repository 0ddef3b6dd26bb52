import type { Inventory } from '@plimsoll/model';
import type { Edit } from './managers/manager.ts';
import { chooseOsUpgrade, type OsUpgrade } from './os-upgrade.ts';
import { allPins, choosePins, type DependencyPin, type PinMode } from './pins.ts';
import { baseKeys, pinKeys } from './plan-keys.ts';
import type { PlanInput, ReadCandidate } from './plan-input.ts';
import { replaceVersions, type Simulation, swapBase } from './simulate.ts';

/** Edits that are made, or left out, as one. */
export interface Step {
  readonly edits: readonly Edit[];
  /** What becomes of an image: the whole one, or what the steps before have made of it, whichever of them are made. */
  readonly apply: (inventory: Inventory) => Inventory;
  /** Sentences about what is not known of it. */
  readonly limits: readonly string[];
  readonly part: Part;
}

/** What a step is about. */
export type Part =
  | { readonly kind: 'base'; readonly name: string }
  | { readonly kind: 'os-upgrade'; readonly packages: number }
  /** All of one name in one place: which of them covers a version, the first decides. */
  | { readonly kind: 'pins'; readonly pins: readonly DependencyPin[] }
  | { readonly kind: 'configuration'; readonly title: string };

/** A plan before it is verified. */
export interface Draft {
  readonly key: string;
  /** In the order in which they are made; never empty. */
  readonly steps: readonly Step[];
}

/** Pins that are offered one by one: past these, the whole list is the better answer. */
const SINGLE_PINS = 5;

const PIN_LIMITS = [
  'What a pinned version itself asks for is not known without its registry: packages that it brings or drops are not in these counts.',
  'That the pinned versions exist and work together was not tried: build and test.',
];

/** One for each candidate, in their order. */
export function draftMoves(input: PlanInput): Draft[] {
  const { candidates = [] } = input.base ?? {};
  const keys = baseKeys(candidates);
  return candidates.map((candidate, index) => ({ key: keys[index]!, steps: [moveTo(candidate, input)] }));
}

/** Every set of edits to think of: each once. @param best what to move to where everything is done; undefined if there is nothing */
export function draftAll(input: PlanInput, moves: readonly Draft[], best: Draft | undefined): Draft[] {
  const { inventory, match, base } = input;
  const matched = match(inventory);
  const upgrade = chooseOsUpgrade(inventory, matched, match, base?.layerCount ?? 0);
  const gentle = choosePins(inventory, matched, pinOptions(input, 'same-line'));
  const full = choosePins(inventory, matched, pinOptions(input, 'best'));
  const keys = pinKeys(full);
  return uniqueByEdits([
    ...moves,
    ...(upgrade === undefined ? [] : [{ key: 'os-upgrade', steps: [upgradeOf(upgrade)] }]),
    ...full.slice(0, full.length > 1 ? SINGLE_PINS : 0).map((pin, index) => ({ key: keys[index]!, steps: pinsOf([pin]) })),
    ...pinAll(gentle, full),
    ...everything(input, best, upgrade),
  ]);
}

/** Edits of how the image runs, each by itself: `configuration:CIS-4.1`; the second one of a check has its number. */
export function draftConfiguration({ configuration = [] }: PlanInput): Draft[] {
  return configuration.map(({ check, title, edit }, index) => {
    const earlier = configuration.slice(0, index).filter((other) => other.check === check).length;
    const step: Step = { edits: [edit], apply: (inventory) => inventory, limits: [], part: { kind: 'configuration', title } };
    return { key: `configuration:${check}${earlier === 0 ? '' : ` ${earlier + 1}`}`, steps: [step] };
  });
}

/** The image after these steps. */
export function applySteps(inventory: Inventory, steps: readonly Step[]): Inventory {
  return steps.reduce((image, { apply }) => apply(image), inventory);
}

/** The only gentle pin may be one of the single ones. */
function uniqueByEdits(drafts: readonly Draft[]): Draft[] {
  const text = ({ steps }: Draft): string => JSON.stringify(steps.flatMap(({ edits }) => edits));
  return [...new Map(drafts.toReversed().map((draft) => [text(draft), draft])).values()].toReversed();
}

function moveTo(candidate: ReadCandidate, { inventory, base }: PlanInput): Step {
  const swap = (image: Inventory): Simulation => swapBase(image, base?.layerCount ?? 0, candidate.inventory, base?.inventory);
  const edit: Edit = {
    kind: 'base-image',
    file: 'Dockerfile',
    before: `FROM ${base?.name ?? ''}`,
    after: `FROM ${candidate.name}@${candidate.digest}`,
  };
  const { limits } = swap(inventory);
  return { edits: [edit], apply: (image) => swap(image).inventory, limits, part: { kind: 'base', name: candidate.name } };
}

function upgradeOf({ edit, packages, newVersionOf, limits }: OsUpgrade): Step {
  return { edits: [edit], apply: (image) => replaceVersions(image, newVersionOf), limits, part: { kind: 'os-upgrade', packages } };
}

/** A step for each name in each place, in the order of the first pin of it. */
function pinsOf(pins: readonly DependencyPin[]): Step[] {
  const groups = Map.groupBy(pins, ({ ecosystem, path, pin }) => JSON.stringify([ecosystem, path, pin.name]));
  return [...groups.values()].map((group) => ({
    edits: group.flatMap(({ edits }) => edits),
    apply: (image) => replaceVersions(image, allPins(group)),
    limits: PIN_LIMITS,
    part: { kind: 'pins', pins: group },
  }));
}

/** All pins that promise to break nothing, and all pins; one plan if they are the same. */
function pinAll(gentle: readonly DependencyPin[], full: readonly DependencyPin[]): Draft[] {
  const isSame = gentle.length === full.length && full.every((one, index) => gentle[index]!.pin.to === one.pin.to && !one.isMajor);
  return [
    ...(isSame || gentle.length === 0 ? [] : [{ key: 'pins:same-line', steps: pinsOf(gentle) }]),
    ...(full.length === 0 ? [] : [{ key: full.length === 1 ? pinKeys(full)[0]! : 'pins:best', steps: pinsOf(full) }]),
  ];
}

/** The best base, or else the upgrade line, with what it leaves to be upgraded and every pin: nothing if that is one kind of edit alone. */
function everything(input: PlanInput, move: Draft | undefined, upgrade: OsUpgrade | undefined): Draft[] {
  const { match, inventory } = input;
  const start = move === undefined ? inventory : applySteps(inventory, move.steps);
  const layers = move === undefined ? (input.base?.layerCount ?? 0) : start.layers.length - ownLayers(input);
  const rest = move === undefined ? upgrade : chooseOsUpgrade(start, match(start), match, layers);
  const upgraded = rest === undefined ? start : replaceVersions(start, rest.newVersionOf);
  const pins = choosePins(upgraded, match(upgraded), { ...pinOptions(input, 'best'), baseLayerCount: layers });
  const kinds = [move, rest, pins[0]].filter((part) => part !== undefined);
  if (kinds.length < 2) return [];
  return [{ key: 'everything', steps: [...(move?.steps ?? []), ...(rest === undefined ? [] : [upgradeOf(rest)]), ...pinsOf(pins)] }];
}

function ownLayers({ inventory, base }: PlanInput): number {
  return inventory.layers.length - (base?.layerCount ?? 0);
}

function pinOptions({ match, riskOf, manifests, base }: PlanInput, mode: PinMode): Parameters<typeof choosePins>[2] {
  return { match, riskOf, manifests, baseLayerCount: base?.layerCount ?? 0, mode };
}
