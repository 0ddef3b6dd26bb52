import type { getDeadlines } from '@plimsoll/contract';
import type { z } from 'zod';
import { number } from '../../ui/format.ts';

type Answer = Pick<z.output<typeof getDeadlines.response>, 'policies' | 'images'>;

/** Images by their first deadline, the most urgent first. */
export const PARTS = [
  { key: 'overdue', word: 'overdue' },
  { key: 'week', word: 'within 7 days' },
  { key: 'month', word: 'within 30 days' },
  { key: 'later', word: 'later' },
  { key: 'none', word: 'without a deadline' },
] as const satisfies readonly { readonly key: keyof Answer['images']; readonly word: string }[];

/** The one message: `3 of 18 images are past their deadline`. */
export function deadlinesTitle({ policies, images }: Answer): string {
  const all = PARTS.reduce((sum, { key }) => sum + images[key], 0);
  if (policies.length === 0) return 'Deadlines';
  if (all === 0) return 'No image has been held against a deadline yet';
  if (images.overdue === 0) return 'No image is past its deadline';
  return `${number(images.overdue)} of ${number(all)} images ${images.overdue === 1 ? 'is past its' : 'are past their'} deadline`;
}
