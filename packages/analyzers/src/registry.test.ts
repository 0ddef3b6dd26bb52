import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyzers } from './registry.ts';

const NOT_ANALYZERS = ['analyzer.ts', 'index.ts', 'registry.ts'];

describe('registry', () => {
  it('lists every analyzer file, once: files beside it are analyzers, folders hold their parts', () => {
    const files = readdirSync(new URL('.', import.meta.url)).filter(
      (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !NOT_ANALYZERS.includes(file),
    );

    expect(analyzers.map(({ id }) => `${id.split('/')[1]}.ts`).toSorted()).toEqual(files.toSorted());
  });

  it('is sorted by id, and no id occurs twice', () => {
    const ids = analyzers.map(({ id }) => id);

    expect(ids).toEqual([...new Set(ids)].toSorted());
  });

  it('has goldens for each', () => {
    const folders = new Set(readdirSync(new URL('testdata/', import.meta.url)));

    expect(analyzers.filter(({ id }) => !folders.has(id.split('/')[1] ?? ''))).toEqual([]);
  });
});
