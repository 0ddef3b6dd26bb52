import { parseDigest } from '@plimsoll/model';
import { expect, it } from 'vitest';
import { ownersOf } from './ownership.ts';

it('joins paths that are one by the links of the image', () => {
  const file = {
    path: 'var/lib/dpkg/info/a.list',
    digest: parseDigest(`sha256:${'0'.repeat(64)}`),
    analyzer: 'os/dpkg-files',
    analysis: { packages: [], problems: [], ownership: [{ owner: 'a', paths: ['lib/a', 'opt/b'] }] },
  };

  const ownerOf = ownersOf([file], (path) => path.replace(/^lib\//, 'usr/lib/'));

  expect(['usr/lib/a', 'lib/a', 'opt/b', 'opt/c'].map(ownerOf)).toEqual(['a', 'a', 'a', undefined]);
});
