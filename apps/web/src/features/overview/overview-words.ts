import type { getOverview } from '@plimsoll/contract';
import type { z } from 'zod';
import { count, number } from '../../ui/format.ts';

export type Overview = z.output<typeof getOverview.response>;

/** What a colleague would say of all registries together; never "none" while something is unread. */
export function sentenceOf(overview: Overview): string {
  const { images, vulnerabilities, findings } = overview;
  if (overview.connections === 0) return 'No registry is connected';
  if (images.total === 0) return 'No images yet';
  const subject = count(images.total, 'image');
  if (vulnerabilities === 0)
    return images.complete === images.total
      ? `${subject}, no known vulnerabilities`
      : `${subject}, nothing found so far; ${number(images.total - images.complete)} not read whole`;
  const problems = count(vulnerabilities, 'vulnerability', 'vulnerabilities');
  return findings.fixable === 0
    ? `${subject}, ${problems}; none has a fix yet`
    : `${subject}, ${problems}; ${count(findings.fixable, 'finding has', 'findings have')} a fix`;
}

/** What lies between the images and full coverage: `0 partial, 2 unsupported, 1 failed, 12 waiting`. */
export function gapsOf({ images }: Pick<Overview, 'images'>): string {
  const gaps = [
    [images.partial, 'partial'],
    [images.unsupported, 'unsupported'],
    [images.failed, 'failed'],
    [images.pending, 'waiting'],
  ] as const;
  const some = gaps.filter(([value]) => value > 0).map(([value, word]) => `${number(value)} ${word}`);
  return some.length === 0 ? 'all read whole' : some.join(', ');
}

/** Green only if everything was read; waiting is no failure. */
export function coverageState({ images }: Pick<Overview, 'images'>): 'ok' | 'working' | 'slow' | 'off' {
  if (images.total === 0) return 'off';
  if (images.partial + images.unsupported + images.failed > 0) return 'slow';
  return images.pending > 0 ? 'working' : 'ok';
}
