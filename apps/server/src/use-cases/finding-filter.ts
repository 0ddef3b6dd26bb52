import type { FindingFilter as FindingQuery } from '@plimsoll/contract';
import type { Database, FindingFilter } from '@plimsoll/db';
import { PlimsollError } from '@plimsoll/model';
import type { z } from 'zod';
import { baseLayerCountOf } from './image-lineage.ts';

export type FindingChoice = Omit<z.output<typeof FindingQuery>, 'platform'>;

/** As the database asks. */
const DECIDED = { open: false, decided: true, all: undefined } as const;

/** What a caller asks of the findings of an image, as the database takes it. @throws PlimsollError INVALID_INPUT if the image's base is asked for and not known */
export async function findingFilter({ origin, decided, ...filter }: FindingChoice, image: number, db: Database): Promise<FindingFilter> {
  const layers = origin === undefined ? {} : await layersOf(origin, image, db);
  return { ...filter, ...layers, decided: DECIDED[decided] };
}

/** Layers under the first one of the image itself, or from there on. @throws PlimsollError INVALID_INPUT if its base is not known */
async function layersOf(origin: 'base' | 'application', image: number, db: Database): Promise<{ fromLayer?: number; belowLayer?: number }> {
  const count = await baseLayerCountOf(image, db);
  if (count === undefined)
    throw new PlimsollError('INVALID_INPUT', `what this image is built on is not known: "${origin}" cannot be told from the rest`, {
      hint: 'leave the filter "origin" out, or connect the registry that holds its base',
    });
  return origin === 'base' ? { belowLayer: count } : { fromLayer: count };
}

/** The same in words, for whoever reads the result: `severity critical, high; with a fix`. Undefined if it asks for everything. */
export function filterWords({
  q,
  severity,
  fixable,
  exploited,
  epssAtLeast,
  ecosystem,
  layer,
  origin,
  decided,
}: FindingChoice): string | undefined {
  const words = [
    ...(q === undefined || q === '' ? [] : [`text "${q}"`]),
    ...(severity === undefined || severity.length === 0 ? [] : [`severity ${severity.join(', ')}`]),
    ...(fixable === undefined ? [] : [fixable ? 'with a fix' : 'without a fix']),
    ...(exploited === undefined ? [] : [exploited ? 'exploited' : 'not known to be exploited']),
    ...(epssAtLeast === undefined ? [] : [`EPSS of at least ${epssAtLeast}`]),
    ...(ecosystem === undefined ? [] : [`ecosystem ${ecosystem}`]),
    ...(layer === undefined ? [] : [`layer ${layer + 1}`]),
    ...(origin === undefined ? [] : [{ base: 'from its base', application: 'its own layers' }[origin]]),
    ...(decided === 'all' ? [] : [decided]),
  ];
  return words.length === 0 ? undefined : words.join('; ');
}
