import type { FileFact, LayerFacts } from '@plimsoll/checks';
import { expect, it } from 'vitest';
import { placeFacts } from './image-facts.ts';
import { EMPTY_TREE, type LayerResult } from './layer-result.ts';

const setuid = (path: string): FileFact => ({ kind: 'setuid', path, mode: 0o4755 });
const layer = (facts: Partial<LayerFacts>, tree: Partial<LayerResult['tree']> = {}): Pick<LayerResult, 'tree' | 'facts'> => ({
  facts: { facts: [], omitted: 0, ...facts },
  tree: { ...EMPTY_TREE, ...tree },
});

it('keeps what a later layer deletes or replaces, and says so', () => {
  const { facts, isPartial } = placeFacts([
    layer({ facts: [setuid('bin/a'), setuid('bin/b'), setuid('bin/c')] }),
    layer({ facts: [setuid('bin/d')] }, { whiteouts: ['bin/a'], shadows: ['bin/b', 'bin/d'] }),
  ]);

  expect(facts.map(({ fact: { path }, layer: at, isDeleted }) => [path, at, isDeleted])).toEqual([
    ['bin/a', 0, true],
    ['bin/b', 0, true],
    ['bin/c', 0, false],
    ['bin/d', 1, false],
  ]);
  expect(isPartial).toBe(false);
});

it('is partial if a layer is missing, has problems or had too many facts', () => {
  expect(placeFacts([]).isPartial).toBe(false);
  expect(placeFacts([undefined]).isPartial).toBe(true);
  expect(placeFacts([layer({ omitted: 1 })]).isPartial).toBe(true);
  expect(placeFacts([layer({}, { problems: [{ code: 'TRUNCATED', message: 'x' }] })]).isPartial).toBe(true);
});
