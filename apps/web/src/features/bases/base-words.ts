import type { BaseNode } from '@plimsoll/contract';
import { count } from '../../ui/format.ts';

/** The candidate with the fewest findings, of several the first, which is the smallest step. Undefined if there is none. */
export function bestCandidate({ candidates }: Pick<BaseNode, 'candidates'>): BaseNode['candidates'][number] | undefined {
  return candidates.toSorted((a, b) => a.findings - b.findings)[0];
}

/** `2 of 4 base images are outdated; 5 images are built on them`. */
export function basesSentence(nodes: readonly BaseNode[]): string {
  const bases = nodes.filter(({ children }) => children > 0);
  const outdated = bases.filter((base) => base.outdated);
  if (bases.length === 0) return 'No image is built on another';
  if (outdated.length === 0)
    return bases.length === 1 ? 'The only base image is up to date' : `All ${bases.length} base images are up to date`;
  const built = builtOn(outdated, nodes).length;
  const subject = `${outdated.length} of ${count(bases.length, 'base image')} ${outdated.length === 1 ? 'is' : 'are'} outdated`;
  return `${subject}; ${count(built, 'image is', 'images are')} built on ${outdated.length === 1 ? 'it' : 'them'}`;
}

/** Every image that is built on one of these, directly or not, without the bases themselves unless they are built on another of them. */
export function builtOn(bases: readonly BaseNode[], nodes: readonly BaseNode[]): BaseNode[] {
  const on = new Set(bases.map(keyOfNode));
  const found = new Set<string>();
  // Each round goes one step further from the bases; there are never more rounds than nodes.
  for (let round = 0; round < nodes.length; round++) {
    const next = nodes.filter((node) => !found.has(keyOfNode(node)) && node.base !== null && on.has(`${node.base} ${node.platform}`));
    if (next.length === 0) break;
    for (const node of next) {
      found.add(keyOfNode(node));
      on.add(keyOfNode(node));
    }
  }
  return nodes.filter((node) => found.has(keyOfNode(node)));
}

/** Names a node among all: a digest belongs to one platform. */
export function keyOfNode({ digest, platform }: Pick<BaseNode, 'digest' | 'platform'>): string {
  return `${digest} ${platform}`;
}
