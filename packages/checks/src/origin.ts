import type { CheckInput, ImageSettings, Origin } from './check.ts';

/** Whose layer it is. */
export function originOfLayer(layer: number, { base }: CheckInput): Origin {
  if (base === undefined) return 'unknown';
  return layer < base.layers ? 'base' : 'application';
}

/**
 * Whose step it is. Steps between the last layer of the base and the first one of the application could be either's, unless it is known how
 * many the base has.
 */
export function originOfStep(index: number, { steps, base }: CheckInput): Origin {
  if (base === undefined) return 'unknown';
  if (base.steps !== undefined) return index < base.steps ? 'base' : 'application';
  const before = steps.slice(0, index + 1).findLast((step) => step.layer !== undefined)?.layer;
  const after = steps.slice(index).find((step) => step.layer !== undefined)?.layer;
  if (before !== undefined && before >= base.layers) return 'application';
  return after !== undefined && after < base.layers ? 'base' : 'unknown';
}

/** Whose setting it is: the base's if it has the very same, else that of the last step for which `isSetBy` holds. */
export function originOfSetting(
  input: CheckInput,
  inherits: (base: ImageSettings) => boolean,
  isSetBy: (instruction: string) => boolean,
): Origin {
  const { base, steps } = input;
  if (base?.settings !== undefined) return inherits(base.settings) ? 'base' : 'application';
  const step = steps.findLastIndex(({ instruction }) => isSetBy(instruction));
  return step === -1 ? 'unknown' : originOfStep(step, input);
}

/** What is missing can only be added on top; an image without layers of its own is its base. */
export function originOfAbsence({ base, layers }: CheckInput): Origin {
  if (base === undefined) return 'unknown';
  return base.layers >= layers.length && layers.length > 0 ? 'base' : 'application';
}
