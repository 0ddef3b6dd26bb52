import { Readable } from 'node:stream';
import { buildImage, type LayerSpec } from '@plimsoll/testkit';
import { parseDigest } from '@plimsoll/model';
import { describe, expect, it } from 'vitest';
import { readLayer } from './read-layer.ts';
import type { LayerTree } from './source.ts';
import { squash, type SquashedImage } from './squash.ts';

const STATUS = 'var/lib/dpkg/status';
const OF_STATUS: LayerSpec = { files: { [STATUS]: 'old' } };

describe('isVisible', () => {
  it.each<[string, LayerSpec, boolean]>([
    ['nothing happens to it', { files: { 'etc/other': '' } }, true],
    ['it is overwritten', { files: { [STATUS]: 'new' } }, false],
    ['it is deleted', { files: {}, removes: [STATUS] }, false],
    ['its directory is deleted', { files: {}, removes: ['var/lib/dpkg'] }, false],
    ['the first directory is deleted', { files: {}, removes: ['var'] }, false],
    ['a name that only starts the same is deleted', { files: {}, removes: ['var/lib/dpk', 'var/lib/dpkg/status.d'] }, true],
    ['its directory is made opaque', { files: { 'var/lib/dpkg/.wh..wh..opq': '' } }, false],
    ['the root is made opaque', { files: { '.wh..wh..opq': '' } }, false],
    ['another directory is made opaque', { files: { 'var/cache/.wh..wh..opq': '' } }, true],
    ['its directory becomes a file', { files: { 'var/lib/dpkg': 'x' } }, false],
    ['its directory becomes a symlink', { files: { 'var/lib': { symlink: 'elsewhere' } } }, false],
    ['it becomes a symlink', { files: { [STATUS]: { symlink: '/dev/null' } } }, false],
    ['it becomes a directory', { files: { [STATUS]: { directory: true } } }, false],
    ['its directory is stated again', { files: { 'var/lib/dpkg': { directory: true } } }, true],
    ['a directory that matches is stated again', { files: { 'var/lib': { directory: true } } }, true],
  ])('when %s', async (_, above, isVisible) => {
    const image = await squashLayers([OF_STATUS, above]);

    expect(image.isVisible(0, STATUS)).toBe(isVisible);
  });

  it.each([
    ['a whiteout', { files: { [STATUS]: 'new' }, removes: [STATUS, 'var/lib/dpkg'] }],
    ['an opaque directory', { files: { [STATUS]: 'new', 'var/lib/dpkg/.wh..wh..opq': '' } }],
  ])('%s does not hide files of its own layer', async (_, above) => {
    const image = await squashLayers([OF_STATUS, above]);

    expect(image.isVisible(0, STATUS)).toBe(false);
    expect(image.isVisible(1, STATUS)).toBe(true);
  });

  it('goes through the symlinks of the layers below', async () => {
    const base = { files: { lib: { symlink: 'usr/lib' }, 'usr/lib/status': 'old', 'usr/lib/b/status': 'old' } } as const;

    const overwritten = squash([await treeOf(base), withoutDirectories(await treeOf({ files: { 'lib/status': 'new' } }))]);
    const deleted = squash([await treeOf(base), withoutDirectories(await treeOf({ files: {}, removes: ['lib/b'] }))]);

    expect([overwritten.isVisible(0, 'usr/lib/status'), overwritten.isVisible(1, 'lib/status')]).toEqual([false, true]);
    expect([deleted.isVisible(0, 'usr/lib/status'), deleted.isVisible(0, 'usr/lib/b/status')]).toEqual([true, false]);
  });

  it('does not go through a symlink that the layer replaces by a directory', async () => {
    const image = await squashLayers([
      { files: { lib: { symlink: 'usr/lib' }, 'usr/lib/status': 'old' } },
      { files: { 'lib/status': 'new' } },
    ]);

    expect(image.isVisible(0, 'usr/lib/status')).toBe(true);
    expect(image.resolve('lib/status')).toBe('lib/status');
  });
});

describe('resolve', () => {
  it('follows the symlinks of the final image', async () => {
    const image = await squashLayers([
      {
        files: {
          bin: { symlink: 'usr/bin' },
          'etc/os-release': { symlink: '../usr/lib/os-release' },
          'var/lib/rpm': { symlink: '/usr/lib/sysimage/rpm' },
          up: { symlink: '../../../etc' },
          a: { symlink: 'b' },
          b: { symlink: 'a' },
          self: { symlink: 'self/x' },
          gone: { symlink: 'usr' },
        },
      },
      { files: { 'usr/bin/sh': '' }, removes: ['gone'] },
    ]);

    expect(
      ['bin/sh', 'etc/os-release', 'var/lib/rpm/Packages', 'up/passwd', 'a', 'self/x', 'gone/x', 'usr/./bin//..', '../../etc'].map((path) =>
        image.resolve(path),
      ),
    ).toEqual([
      'usr/bin/sh',
      'usr/lib/os-release',
      'usr/lib/sysimage/rpm/Packages',
      'etc/passwd',
      undefined,
      undefined,
      'gone/x',
      'usr',
      'etc',
    ]);
  });

  it('is not misled by names of JavaScript objects', async () => {
    const image = await squashLayers([{ files: { constructor: 'x', '__proto__/status': 'x' } }]);

    expect(image.resolve('constructor/toString')).toBe('constructor/toString');
    expect(image.isVisible(0, '__proto__/status')).toBe(true);
  });

  it('follows a hard link to the name that has the content, as long as it has', async () => {
    const base = { files: { 'app/status': 'x', 'opt/status': { hardlink: 'app/status' } } } as const;

    const kept = await squashLayers([base]);
    const replaced = await squashLayers([base, { files: { 'app/status': 'new' } }]);

    expect(kept.resolve('opt/status')).toBe('app/status');
    expect(replaced.resolve('opt/status')).toBe('opt/status');
  });
});

it('squashes deep and broad layers in no time', async () => {
  const deep = `${'d/'.repeat(200)}status`;
  const files = Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`${'n/'.repeat(20)}${i}/status`, '']));
  const trees = [await treeOf({ files: { ...files, [deep]: '' } }), ...Array.from({ length: 20 }, () => treeWithLink)];

  const image = squash(trees);

  expect(image.isVisible(0, deep)).toBe(true);
  expect(image.isVisible(0, `${'n/'.repeat(20)}7/status`)).toBe(true);
}, 5000);

const treeWithLink = await treeOf({ files: { x: { symlink: 'y' } } });

async function squashLayers(layers: readonly LayerSpec[]): Promise<SquashedImage> {
  return squash(await Promise.all(layers.map(treeOf)));
}

async function treeOf(layer: LayerSpec): Promise<LayerTree> {
  const built = buildImage({ layers: [layer] }).layers[0]!;
  const expected = { digest: parseDigest(built.digest), diffId: parseDigest(built.diffId), sizeBytes: built.bytes.length };
  return readLayer(Readable.from([Buffer.from(built.bytes)]), expected, { matches: (path) => path.endsWith('status'), onFile: () => {} });
}

/** As if the archive did not state the directories above its files, which tools may leave out. */
function withoutDirectories(tree: LayerTree): LayerTree {
  return { ...tree, directories: [] };
}
