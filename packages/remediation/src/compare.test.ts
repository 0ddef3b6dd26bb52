import type { InventorySet } from '@plimsoll/model';
import { expect, it } from 'vitest';
import { type ComparedImage, compareImages } from './compare.ts';
import { deb, dpkgSet, inventory, layer, matchBy, npm, npmSet } from './testing/inventories.ts';

const match = matchBy([
  { id: 'CVE-1', name: 'openssl', fixed: '3.0.2-1', severity: 'critical' },
  { id: 'CVE-2', name: 'left', fixed: '3.0.0', severity: 'low' },
  { id: 'CVE-3', name: 'right' },
  { id: 'CVE-4', name: 'zlib' },
]);

function side(baseLayerCount: number | undefined, ...sets: InventorySet[]): ComparedImage {
  const image = inventory([layer(1), layer(2)], ...sets);
  return { inventory: image, matched: match(image), baseLayerCount };
}

const before = side(1, dpkgSet(0, deb('openssl', '3.0.1-1'), deb('zlib', '1-1')), npmSet(1, npm('left', '1.0.0'), npm('gone', '1.0.0')));
const after = side(1, dpkgSet(0, deb('openssl', '3.0.2-1'), deb('zlib', '1-1')), npmSet(1, npm('left', '2.0.0'), npm('right', '1.0.0')));

it('says which packages came, went and changed, and who brought them', () => {
  expect(compareImages(before, after).packages).toEqual({
    added: [{ purl: 'pkg:npm/right@1.0.0', origin: 'application' }],
    removed: [{ purl: 'pkg:npm/gone@1.0.0', origin: 'application' }],
    changed: [
      {
        name: 'pkg:deb/openssl',
        before: ['pkg:deb/debian/openssl@3.0.1-1?arch=amd64&distro=debian-12'],
        after: ['pkg:deb/debian/openssl@3.0.2-1?arch=amd64&distro=debian-12'],
        origin: 'base',
      },
      { name: 'pkg:npm/left', before: ['pkg:npm/left@1.0.0'], after: ['pkg:npm/left@2.0.0'], origin: 'application' },
    ],
    unchanged: 1,
  });
});

it('says which vulnerabilities came, went, and stayed with another version', () => {
  expect(compareImages(before, after).vulnerabilities).toEqual({
    added: [{ id: 'CVE-3', purl: 'pkg:npm/right@1.0.0', severity: 'high', origin: 'application' }],
    removed: [{ id: 'CVE-1', purl: 'pkg:deb/debian/openssl@3.0.1-1?arch=source&distro=debian-12', severity: 'critical', origin: 'base' }],
    changed: [{ id: 'CVE-2', before: 'pkg:npm/left@1.0.0', purl: 'pkg:npm/left@2.0.0', severity: 'low', origin: 'application' }],
    unchanged: 1,
  });
});

it('finds no difference between an image and itself', () => {
  const { packages, vulnerabilities } = compareImages(before, before);

  expect(packages).toEqual({ added: [], removed: [], changed: [], unchanged: 4 });
  expect(vulnerabilities).toEqual({ added: [], removed: [], changed: [], unchanged: 3 });
});

it('does not guess who brought what, if the base is not known', () => {
  const unknown = side(undefined, ...after.inventory.sets);

  expect(compareImages(before, unknown).packages.added[0]?.origin).toBe('unknown');
});

it('shows versions side by side together', () => {
  const two = side(1, npmSet(1, npm('left', '2.0.0'), npm('left', '3.0.0', 'right')));
  const one = side(1, npmSet(1, npm('left', '1.0.0')));

  expect(compareImages(one, two).packages.changed).toMatchObject([
    { before: ['pkg:npm/left@1.0.0'], after: ['pkg:npm/left@2.0.0', 'pkg:npm/left@3.0.0'] },
  ]);
});
