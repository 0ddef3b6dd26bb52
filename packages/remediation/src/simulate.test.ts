import type { InventorySet } from '@plimsoll/model';
import { describe, expect, it } from 'vitest';
import { inventoryOf, replaceVersions, swapBase, withVersion } from './simulate.ts';
import { deb, digest, dpkgSet, inventory, layer, npm, npmSet } from './testing/inventories.ts';

const base = inventory([layer(1), layer(2)], dpkgSet(0, deb('libssl3', '3.0.1-1', 'openssl')), dpkgSet(1, deb('nginx', '1.22-1')));
const candidate = inventory([layer(11)], dpkgSet(0, deb('libssl3', '3.0.3-1', 'openssl'), deb('nginx', '1.24-1')));

function listOf(sets: readonly InventorySet[]): string[] {
  return sets.flatMap((entry) =>
    entry.set.members.map(
      ({ package: pkg, inherited }) => `${entry.layer} ${pkg.name} ${pkg.version}${inherited === true ? ' inherited' : ''}`,
    ),
  );
}

describe('another base', () => {
  it("replaces the base's layers and sets, and moves the application's to their new place", () => {
    const image = inventory([...base.layers, layer(3, 'COPY . /srv/app')], ...base.sets, npmSet(2, npm('left', '1.0.0')));

    const { inventory: after, limits } = swapBase(image, 2, candidate, base);

    expect(listOf(after.sets)).toEqual(['0 libssl3 3.0.3-1', '0 nginx 1.24-1', '1 left 1.0.0']);
    expect(after.layers.map((entry) => entry.digest)).toEqual([digest(11), digest(3)]);
    expect(limits).toEqual([]);
  });

  it('leaves the simulated image as it is, if the base is its own', () => {
    const image = inventory([...base.layers, layer(3)], ...base.sets, npmSet(2, npm('left', '1.0.0')));

    expect(swapBase(image, 2, base, base).inventory).toEqual(image);
  });

  it("keeps the system packages of the application's layers, and counts their sources anew", () => {
    const image = inventory([...base.layers, layer(3)], ...base.sets, dpkgSet(2, { ...deb('openssl', '3.0.1-1'), inherited: true }));

    const { inventory: after, limits } = swapBase(image, 2, candidate, base);

    expect(listOf(after.sets)).toEqual(['0 libssl3 3.0.3-1', '0 nginx 1.24-1', '1 openssl 3.0.1-1']);
    expect(limits).toEqual([expect.stringContaining("the application's layers install")]);
  });

  it.each`
    version      | expected
    ${'3.0.2-1'} | ${['0 libssl3 3.0.3-1', '0 nginx 1.24-1']}
    ${'3.0.3-1'} | ${['0 libssl3 3.0.3-1', '0 nginx 1.24-1']}
    ${'3.0.4-1'} | ${['0 nginx 1.24-1', '1 libssl3 3.0.4-1']}
  `('takes the newer of a package that the application upgraded to $version', ({ version, expected }) => {
    const image = inventory([...base.layers, layer(3)], dpkgSet(1, deb('nginx', '1.22-1')), dpkgSet(2, deb('libssl3', version, 'openssl')));

    expect(listOf(swapBase(image, 2, candidate, base).inventory.sets)).toEqual(expected);
  });

  it('keeps both of two versions that cannot be compared', () => {
    const image = inventory([...base.layers, layer(3)], ...base.sets, dpkgSet(2, deb('libssl3', 'not a version', 'openssl')));

    expect(listOf(swapBase(image, 2, candidate, base).inventory.sets)).toContain('1 libssl3 not a version');
    expect(listOf(swapBase(image, 2, candidate, base).inventory.sets)).toContain('0 libssl3 3.0.3-1');
  });

  it("lets a file of the application hide the base's", () => {
    const node = inventory([layer(11)], npmSet(0, npm('npm', '10.0.0'), npm('corepack', '1.0.0')));
    const image = inventory([layer(1), layer(2)], npmSet(1, npm('npm', '9.9.0')));

    expect(listOf(swapBase(image, 1, node).inventory.sets)).toEqual(['0 corepack 1.0.0', '1 npm 9.9.0']);
  });

  it('does not bring back what the application deleted', () => {
    const image = inventory([...base.layers, layer(3)], dpkgSet(0, deb('libssl3', '3.0.1-1', 'openssl')), npmSet(2, npm('left', '1.0.0')));

    expect(listOf(swapBase(image, 2, candidate, base).inventory.sets)).toEqual(['0 libssl3 3.0.3-1', '1 left 1.0.0']);
    expect(listOf(swapBase(image, 2, candidate).inventory.sets)).toContain('0 nginx 1.24-1');
  });

  it('says that the distribution changes, and that a base was not read whole', () => {
    const alpine = { id: 'alpine', idLike: [], versionId: '3.20', name: 'Alpine 3.20' };
    const other = { ...candidate, os: alpine, coverage: 'partial' as const, problems: [{ code: 'TRUNCATED' as const, message: 'x' }] };

    const { inventory: after, limits } = swapBase(base, 2, other);

    expect(after).toMatchObject({ os: alpine, coverage: 'partial', problems: other.problems });
    expect(limits).toEqual([expect.stringContaining('Alpine 3.20'), expect.stringContaining('coverage partial')]);
  });
});

describe('other versions', () => {
  it('replaces them in their place, and leaves other sets the same values', () => {
    const untouched = dpkgSet(0, deb('nginx', '1.22-1'));
    const image = inventory([layer(1), layer(2)], untouched, npmSet(1, npm('left', '1.0.0'), npm('right', '1.0.0')));

    const after = replaceVersions(image, ({ package: { name } }) => (name === 'left' ? { subject: '1.1.0', package: '1.1.0' } : undefined));

    expect(after.sets[0]).toBe(untouched);
    expect(listOf(after.sets)).toEqual(['0 nginx 1.22-1', '1 left 1.1.0', '1 right 1.0.0']);
    expect(after.sets[1]?.set.members[0]?.subject?.version).toBe('1.1.0');
  });

  it('counts a source once when an upgrade makes two layers equal', () => {
    const image = inventory([layer(1), layer(2)], dpkgSet(0, deb('libssl3', '3.0.1-1', 'openssl')), dpkgSet(1, deb('openssl', '3.0.2-1')));

    const after = replaceVersions(image, () => ({ subject: '3.0.3-1', package: '3.0.3-1' }));

    expect(listOf(after.sets)).toEqual(['0 libssl3 3.0.3-1', '1 openssl 3.0.3-1 inherited']);
  });

  it('changes package, source and subject of a member together', () => {
    const member = withVersion(deb('libssl3', '3.0.1-1+b1', 'openssl', '3.0.1-1'), { subject: '3.0.2-1', package: '3.0.2-1' });

    expect(member).toMatchObject({ package: { version: '3.0.2-1', source: { version: '3.0.2-1' } }, subject: { version: '3.0.2-1' } });
  });
});

it('makes an inventory of one package, counted', () => {
  const { sets } = inventoryOf({ ...deb('openssl', '3.0.1-1'), inherited: true }, dpkgSet(4));

  expect(listOf(sets)).toEqual(['0 openssl 3.0.1-1']);
});
