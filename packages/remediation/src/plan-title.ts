import type { Part } from './drafts.ts';
import type { DependencyPin } from './pins.ts';

/**
 * `Move to platform/nginx:2`, `Upgrade 3 system packages in place`, `Pin lodash to 4.17.21`, `Pin lodash to 3.10.2 and 4.17.21`, `Pin 2 dependencies (1 major change)`; of several
 * kinds `Everything: base platform/nginx:2, 2 dependencies`.
 *
 * @param isWhole false if steps were left out
 */
export function titleOf(parts: readonly Part[], isWhole: boolean): string {
  const [first] = parts;
  const kinds = new Set(parts.map(({ kind }) => kind));
  const pins = pinsOf(parts);
  if (first === undefined) return 'Nothing';
  if (kinds.size > 1) return `${isWhole ? 'Everything' : 'Part of everything'}: ${listOf(parts, pins)}`;
  if (first.kind === 'base') return `Move to ${first.name}`;
  if (first.kind === 'os-upgrade') return `Upgrade ${count(first.packages, 'system package')} in place`;
  if (first.kind === 'configuration') return first.title;
  return new Set(pins.map(({ pin }) => pin.name)).size === 1 ? titleOfPins(pins) : `Pin ${dependencies(pins)}`;
}

function listOf(parts: readonly Part[], pins: readonly DependencyPin[]): string {
  const others = parts.flatMap((part) => {
    if (part.kind === 'base') return [`base ${part.name}`];
    return part.kind === 'os-upgrade' ? [count(part.packages, 'system package')] : [];
  });
  return [...others, ...(pins.length === 0 ? [] : [dependencies(pins)])].join(', ');
}

/** Where a plan of one move or one pin leads to; undefined for others. */
export function targetOf(parts: readonly Part[]): string | undefined {
  const [part] = parts;
  if (parts.length !== 1 || part === undefined) return undefined;
  if (part.kind === 'base') return part.name;
  return part.kind === 'pins' && part.pins.length === 1 ? part.pins[0]!.pin.to : undefined;
}

/** A sentence if versions leave their line. */
export function majorLimits(parts: readonly Part[]): string[] {
  const majors = pinsOf(parts)
    .filter(({ isMajor }) => isMajor)
    .map(({ pin }) => `${pin.name} ${pin.from.join(', ')} to ${pin.to}`);
  return majors.length === 0 ? [] : [`Major changes, which may need changes of the code: ${majors.join('; ')}.`];
}

/** Of one name: several where its versions are pinned apart. */
function titleOfPins(pins: readonly DependencyPin[]): string {
  const versions = [...new Set(pins.map(({ pin }) => pin.to))].join(' and ');
  return `Pin ${pins[0]!.pin.name} to ${versions}${pins.some(({ isMajor }) => isMajor) ? ' (a major change)' : ''}`;
}

function dependencies(pins: readonly DependencyPin[]): string {
  const majors = pins.filter(({ isMajor }) => isMajor).length;
  return `${count(pins.length, 'dependency', 'dependencies')}${majors === 0 ? '' : ` (${count(majors, 'major change')})`}`;
}

function pinsOf(parts: readonly Part[]): DependencyPin[] {
  return parts.flatMap((part) => (part.kind === 'pins' ? part.pins : []));
}

function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
