import { type BuildStep, type CheckInput, type CheckResult, runChecks } from '@plimsoll/checks';
import { cleanInstruction, type ImageConfig, type OpenedImage } from '@plimsoll/image';
import type { ReadImage } from './read-image.ts';

/** What is known about an image beside its bytes. */
export interface CheckImageOptions extends Pick<CheckInput, 'tag' | 'mutableTags' | 'baseOutdated'> {
  /** The lowest layers, which are the base's; undefined = nobody knows what it is built on. */
  readonly baseLayers?: number;
  /** The configuration of the base, if it is at hand: tells whose an ENV or a USER is. */
  readonly baseConfig?: ImageConfig;
}

/** Runs all checks on an image that was read. At least one result for each, in the order of the registry. */
export function checkImage(
  { image, facts, inventory }: Pick<ReadImage, 'image' | 'facts' | 'inventory'>,
  options: CheckImageOptions = {},
): readonly CheckResult[] {
  const { baseLayers, baseConfig, ...rest } = options;
  return runChecks({
    settings: image.config,
    layers: inventory.layers,
    steps: stepsOf(image),
    facts: facts.facts,
    isPartial: facts.problems.length > 0,
    ...(baseLayers === undefined
      ? {}
      : { base: { layers: baseLayers, ...(baseConfig === undefined ? {} : toBase(baseConfig, image.config)) } }),
    ...rest,
  });
}

/** The steps of the base only count where the image's history begins with them: some builders write a history of their own. */
function toBase(base: ImageConfig, { history }: ImageConfig): Pick<NonNullable<CheckInput['base']>, 'settings' | 'steps'> {
  const isBeginning = base.history.length > 0 && base.history.every(({ createdBy }, index) => history[index]?.createdBy === createdBy);
  return { settings: base, ...(isBeginning ? { steps: base.history.length } : {}) };
}

/** The history, each step with the layer that it made; without, if the two do not fit. */
function stepsOf({ config: { history }, layers }: OpenedImage): BuildStep[] {
  const fits = history.filter(({ isEmpty }) => !isEmpty).length === layers.length;
  let layer = 0;
  return history.map(({ createdBy, isEmpty }) => ({
    createdBy,
    instruction: cleanInstruction(createdBy),
    ...(fits && !isEmpty ? { layer: layer++ } : {}),
  }));
}
