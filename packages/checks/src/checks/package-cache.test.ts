import { describe, expect, it } from 'vitest';
import type { FileFact } from '../files/file-fact.ts';
import { factIn, inputOf } from '../testing/check-input.ts';
import { packageCache } from './package-cache.ts';

const cache = (sizeBytes: number): FileFact => ({
  kind: 'package-cache',
  path: 'var/lib/apt/lists/a',
  manager: 'apt',
  files: 3,
  sizeBytes,
});

describe('package-cache', () => {
  it('says how large it is and how to clear it', () => {
    expect(packageCache.run(inputOf({ facts: [factIn(1, cache(17_000_000))] }))).toEqual([
      {
        message: 'The cache of apt was left, 17.0 MB',
        layer: 1,
        evidence: ['var/lib/apt/lists/a', 'clear it with: rm -rf /var/lib/apt/lists/*'],
        origin: 'application',
      },
    ]);
  });

  it('tells what a later layer deletes too: it is pulled all the same', () => {
    expect(packageCache.run(inputOf({ facts: [factIn(0, cache(50_000), true)] }))).toMatchObject([
      { message: expect.stringContaining('0.05 MB; a later layer deletes it'), origin: 'base' },
    ]);
  });

  it('leaves what is hardly anything', () => {
    expect(packageCache.run(inputOf({ facts: [factIn(1, cache(200))] }))).toEqual([]);
  });
});
