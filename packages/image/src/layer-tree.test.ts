import { expect, it } from 'vitest';
import { LayerTreeBuilder } from './layer-tree.ts';
import type { TarMember, TarMemberType } from './tar-parser.ts';

it('keeps as shadows what matches, symlinks, and plain files near the root', () => {
  const tree = new LayerTreeBuilder();
  tree.add('a/b/c', member('file'), false);
  tree.add('a/b/c/d', member('file'), false);
  tree.add('a/b/c/wanted', member('file'), true);
  tree.add('a/b/c/link', member('symlink', '../x'), false);
  tree.add('dev/null', member('device'), false);
  tree.add('etc', member('directory'), false);

  expect(tree.build(undefined, 0).shadows).toEqual(['a/b/c', 'a/b/c/wanted', 'a/b/c/link', 'dev/null']);
});

it('keeps only directories above something it keeps', () => {
  const tree = new LayerTreeBuilder();
  for (const path of ['usr', 'usr/lib', 'usr/lib/x', 'usr/share/doc', 'opt']) tree.add(path, member('directory'), false);
  tree.add('usr/lib/x/y/status', member('file'), true);
  tree.addWhiteout('opt/.wh.gone');

  expect(tree.build(undefined, 0).directories).toEqual(['usr/lib/x', 'usr/lib', 'usr', 'opt']);
});

it('forgets a link that a later member replaces', () => {
  const tree = new LayerTreeBuilder();
  tree.add('a', member('symlink', 'b'), false);
  tree.add('a', member('directory'), false);
  tree.addHardLink('h', 'a');
  tree.add('h', member('file'), true);

  expect(tree.build(undefined, 0)).toMatchObject({ symlinks: {}, hardLinks: {} });
});

it('keeps within bounds and says so', () => {
  const tree = new LayerTreeBuilder();
  for (let i = 0; i < 200_010; i++) tree.add(`${i}`, member('symlink', 'x'), false);
  for (let i = 0; i < 150; i++) tree.addProblem('UNSAFE_PATH', 'x');

  const { shadows, symlinks, problems } = tree.build(undefined, 0);

  expect(shadows).toHaveLength(200_000);
  expect(Object.keys(symlinks)).toHaveLength(200_000);
  expect(problems).toHaveLength(102);
  expect(problems.slice(-2)).toMatchObject([{ code: 'LIMIT_EXCEEDED' }, { code: 'LIMIT_EXCEEDED' }]);
});

it('counts characters too', () => {
  const tree = new LayerTreeBuilder();
  for (let i = 0; i < 40; i++) tree.addHardLink(`${i}`, 'x'.repeat(1024 * 1024));

  expect(Object.keys(tree.build(undefined, 0).hardLinks).length).toBeLessThan(33);
});

function member(type: TarMemberType, linkPath = ''): TarMember {
  return { path: '', type, linkPath, sizeBytes: 0, mode: 0o644, offset: 0 };
}
