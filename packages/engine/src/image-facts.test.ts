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
  const { facts, problems } = placeFacts(
    [
      layer({ facts: [setuid('bin/a'), setuid('bin/b'), setuid('bin/c')] }),
      layer({ facts: [setuid('bin/d')] }, { whiteouts: ['bin/a'], shadows: ['bin/b', 'bin/d'] }),
    ],
    [],
  );

  expect(facts.map(({ fact: { path }, layer: at, isDeleted }) => [path, at, isDeleted])).toEqual([
    ['bin/a', 0, true],
    ['bin/b', 0, true],
    ['bin/c', 0, false],
    ['bin/d', 1, false],
  ]);
  expect(problems).toEqual([]);
});

it('says why there may be more: a layer is missing, has problems or had too many facts', () => {
  const missing = { code: 'BLOB_NOT_FOUND', message: 'layer 1 of 3' } as const;
  const broken = { code: 'TRUNCATED', message: 'x' } as const;

  expect(placeFacts([], []).problems).toEqual([]);
  expect(placeFacts([undefined, layer({}, { problems: [broken] }), layer({ omitted: 7 })], [missing]).problems).toEqual([
    missing,
    broken,
    { code: 'LIMIT_EXCEEDED', message: expect.stringContaining('layer 3 has 7 more files') },
  ]);
});
