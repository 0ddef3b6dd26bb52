import type { FleetFix } from '@plimsoll/contract';
import { count, number } from '../format.ts';
import { imageName } from '../image-address.ts';

const NAMED = 3;

/** The first images that a fix is for by name, with their platform only where an image stands there twice, and how many repositories are not among them. */
export function imagesOf({ plans, repositories }: Pick<FleetFix, 'plans' | 'repositories'>): {
  named: { id: number; name: string }[];
  more: number;
} {
  const shown = plans.slice(0, NAMED);
  const named = shown.map((plan) => {
    const isTwice = shown.some((other) => other !== plan && imageName(other.image) === imageName(plan.image));
    return { id: plan.id, name: isTwice ? `${imageName(plan.image)} (${plan.image.platform})` : imageName(plan.image) };
  });
  const among = new Set(shown.map(({ image }) => `${image.connection} ${image.repository}`)).size;
  return { named, more: Math.max(0, repositories - among) };
}

/** What a fix costs and brings with it: `2 edits in 2 repositories, adds none`. */
export function costInWords({ edits, repositories, adds }: Pick<FleetFix, 'edits' | 'repositories' | 'adds'>): string {
  return `${count(edits, 'edit')} in ${count(repositories, 'repository', 'repositories')}, adds ${adds === 0 ? 'none' : number(adds)}`;
}
