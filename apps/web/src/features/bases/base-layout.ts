import type { BaseNode } from '@plimsoll/contract';
import type { ELK, ElkNode } from 'elkjs/lib/elk-api.js';
import { keyOfNode } from './base-words.ts';

/** A box of the graph: an image, or the images of one base that are shown as one. */
export interface Box {
  readonly key: string;
  readonly node?: BaseNode;
  /** Images that nothing is built on and that share their base, if they are too many to draw each. */
  readonly many?: { readonly count: number; readonly findings: number };
  /** Key of the box that it is built on; null for a root. */
  readonly on: string | null;
}

export interface PlacedBox extends Box {
  readonly x: number;
  readonly y: number;
}

export const BOX_WIDTH = 250;
export const BOX_HEIGHT = 92;
/** Images of one base that are drawn one by one. */
const MAX_LEAVES = 6;
/** More boxes than this are no picture any more. */
export const MAX_BOXES = 400;

/** The boxes of a graph: every base, and its images one by one or as one box. The most built on come first if they are too many. */
export function boxesOf(nodes: readonly BaseNode[]): { boxes: Box[]; left: number } {
  const bases = nodes.filter(({ children }) => children > 0).toSorted((a, b) => b.descendants - a.descendants);
  const present = new Set(nodes.map(keyOfNode));
  const onOf = (node: BaseNode): string | null => {
    const key = node.base === null ? null : keyOfNode({ digest: node.base, platform: node.platform });
    return key !== null && present.has(key) ? key : null;
  };
  const leaves = Map.groupBy(
    nodes.filter(({ children }) => children === 0),
    onOf,
  );
  const boxes = bases.flatMap((base): Box[] => {
    const key = keyOfNode(base);
    const own = leaves.get(key) ?? [];
    const self: Box = { key, node: base, on: onOf(base) };
    if (own.length <= MAX_LEAVES) return [self, ...own.map((node) => ({ key: keyOfNode(node), node, on: key }))];
    const findings = own.reduce((sum, node) => sum + node.findings, 0);
    return [self, { key: `many ${key}`, many: { count: own.length, findings }, on: key }];
  });
  const shown = boxes.slice(0, MAX_BOXES);
  return { boxes: shown, left: boxes.length - shown.length };
}

/** Gives each box its place, roots on the left. */
export async function placeBoxes(boxes: readonly Box[], elk: Pick<ELK, 'layout'>): Promise<PlacedBox[]> {
  const keys = new Set(boxes.map(({ key }) => key));
  const graph: ElkNode = {
    id: 'bases',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.spacing.nodeNode': '18',
      'elk.layered.spacing.nodeNodeBetweenLayers': '72',
      'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
    },
    children: boxes.map(({ key }) => ({ id: key, width: BOX_WIDTH, height: BOX_HEIGHT })),
    edges: boxes.flatMap(({ key, on }) => (on === null || !keys.has(on) ? [] : [{ id: `${on} ${key}`, sources: [on], targets: [key] }])),
  };
  const placed = await elk.layout(graph);
  const byKey = new Map(placed.children?.map((child) => [child.id, child]));
  return boxes.map((box) => ({ ...box, x: byKey.get(box.key)?.x ?? 0, y: byKey.get(box.key)?.y ?? 0 }));
}
