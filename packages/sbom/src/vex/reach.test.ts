import { describe, expect, it } from 'vitest';
import { packagesNamedBy, partsNamed, reachesOf } from './reach.ts';

const A = `sha256:${'a'.repeat(64)}`;
const WEB = 'pkg:oci/web?repository_url=x/shop/web';

describe('what a product means', () => {
  it.each([
    ['a package', { ids: ['pkg:npm/a@1'], subcomponents: [] }, [{ package: 'pkg:npm/a@1' }]],
    ['an image under two names', { ids: [`pkg:oci/web@${A}`, A], subcomponents: [] }, [{ image: { digest: A } }]],
    ['a part of an image', { ids: [WEB], subcomponents: ['pkg:npm/a@1'] }, [{ image: { path: 'x/shop/web' }, package: 'pkg:npm/a@1' }]],
    ['a part of something else', { ids: ['urn:uuid:1'], subcomponents: ['pkg:npm/a@1'] }, []],
    ['a part of a platform', { ids: [], subcomponents: ['pkg:npm/a@1', 'pkg:npm/b'] }, [{ package: 'pkg:npm/a@1' }]],
    ['a nameless product', { ids: ['urn:uuid:1'], subcomponents: [] }, []],
    [
      'a package of the image of the document',
      { ids: ['pkg:npm/a@1'], subcomponents: [], within: [A] },
      [{ image: { digest: A }, package: 'pkg:npm/a@1' }],
    ],
  ])('%s', (_, product, expected) => {
    expect(reachesOf(product)).toEqual(expected);
  });
});

it('finds what a package URL names among many', () => {
  const namedBy = packagesNamedBy(['pkg:npm/a@1', 'pkg:npm/a@2', 'pkg:pypi/a@1', 'no purl']);

  expect([namedBy('pkg:npm/a'), namedBy('pkg:npm/a@2'), namedBy('pkg:npm/c'), namedBy('a')]).toEqual([[0, 1], [1], [], []]);
});

it('tells which parts are pinned', () => {
  expect(partsNamed('pkg:deb/debian/a@1?arch=source&distro=debian-12')).toEqual({ version: true, distro: true, arch: true });
  expect(partsNamed('pkg:rpm/redhat/a?epoch=1')).toEqual({ version: true, distro: false, arch: false });
  expect(partsNamed('pkg:npm/a')).toEqual({ version: false, distro: false, arch: false });
});
