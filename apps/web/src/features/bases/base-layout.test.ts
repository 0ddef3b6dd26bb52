import type { BaseNode } from '@plimsoll/contract';
import ELK from 'elkjs/lib/elk.bundled.js';
import { expect, it } from 'vitest';
import { BOX_HEIGHT, BOX_WIDTH, boxesOf, MAX_BOXES, placeBoxes } from './base-layout.ts';

const counts = { critical: 0, high: 0, medium: 0, low: 0, negligible: 0, unknown: 0, fixable: 0 };

function node(digest: string, base: string | null, children = 0, findings = 1): BaseNode {
  const image = { connection: 1, repository: digest, reference: '1' };
  const rest = { outdated: false, reasons: [], candidates: [], counts, findings };
  return { name: `${digest}:1`, digest, platform: 'linux/amd64', image, base, children, descendants: children, ...rest };
}

const leaves = (base: string, many: number) => Array.from({ length: many }, (_, index) => node(`${base}-${index}`, base));

it('draws the images of a base one by one, or as one box where they are many', () => {
  const { boxes, left } = boxesOf([node('a', null, 8), node('b', 'a', 2), ...leaves('a', 7), ...leaves('b', 2)]);

  expect(left).toBe(0);
  expect(boxes.map(({ key, many, on }) => [key.split(' linux')[0], many?.count, on?.split(' ')[0]])).toEqual([
    ['a', undefined, undefined],
    ['many a', 7, 'a'],
    ['b', undefined, 'a'],
    ['b-0', undefined, 'b'],
    ['b-1', undefined, 'b'],
  ]);
  expect(boxes[1]?.many).toEqual({ count: 7, findings: 7 });
});

it('makes a root of what is built on an image that is gone, and says how much it leaves out', () => {
  expect(boxesOf([node('a', 'gone', 1)]).boxes[0]?.on).toBeNull();

  const { boxes, left } = boxesOf(Array.from({ length: MAX_BOXES + 5 }, (_, index) => node(`r${index}`, null, 1)));
  expect([boxes.length, left]).toEqual([MAX_BOXES, 5]);
});

it('places what is built on another to its right, and nothing over anything', async () => {
  const placed = await placeBoxes(boxesOf([node('a', null, 3), node('b', 'a', 2), ...leaves('a', 2), ...leaves('b', 2)]).boxes, new ELK());

  const at = (key: string) => placed.find((box) => box.node?.digest === key);
  expect(at('b')?.x).toBeGreaterThan((at('a')?.x ?? 0) + BOX_WIDTH);
  expect(at('b-0')?.x).toBeGreaterThan((at('b')?.x ?? 0) + BOX_WIDTH);
  for (const one of placed) {
    const over = placed.filter((other) => other !== one && Math.abs(other.x - one.x) < BOX_WIDTH && Math.abs(other.y - one.y) < BOX_HEIGHT);
    expect(over).toEqual([]);
  }
});
