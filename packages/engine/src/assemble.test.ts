import type { Inventory } from '@plimsoll/model';
import { buildImage, type ImageSpec } from '@plimsoll/testkit';
import { describe, expect, it } from 'vitest';
import { readImage } from './read-image.ts';
import { sourceOf } from './testing/built-source.ts';

const DEBIAN = 'ID=debian\nVERSION_ID="12"\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\n';
const STATUS = 'var/lib/dpkg/status';
const DIST_INFO = 'usr/lib/python3/dist-packages/requests-2.28.1.dist-info/METADATA';
const METADATA = 'Metadata-Version: 2.1\nName: requests\nVersion: 2.28.1\n';

interface DebSpec {
  readonly version?: string;
  readonly source?: string;
  readonly maintainer?: string;
}

function status(packages: Readonly<Record<string, DebSpec>>): string {
  return Object.entries(packages)
    .map(([name, { version = '1.0-1', source, maintainer = 'Debian <x@lists.debian.org>' }]) =>
      [
        `Package: ${name}`,
        'Status: install ok installed',
        `Maintainer: ${maintainer}`,
        'Architecture: amd64',
        ...(source === undefined ? [] : [`Source: ${source}`]),
        `Version: ${version}`,
        '\n',
      ].join('\n'),
    )
    .join('');
}

async function inventoryOf(layers: ImageSpec['layers']): Promise<Inventory> {
  return (await readImage(sourceOf(buildImage({ layers })))).inventory;
}

/** `openssl 1 var/lib/dpkg/status` for each member: name, layer, where. */
function rowsOf({ sets }: Inventory): string[] {
  return sets.flatMap(({ set, layer }) => set.members.map(({ package: pkg, path }) => `${pkg.name} ${pkg.version} ${layer} ${path}`));
}

function membersNamed(inventory: Inventory, name: string): Inventory['sets'][number]['set']['members'] {
  return inventory.sets.flatMap(({ set }) => set.members.filter((member) => member.package.name === name));
}

describe('which layer brought a package', () => {
  it('is the one from which on the database held it', async () => {
    const inventory = await inventoryOf([
      { files: { 'etc/os-release': DEBIAN, [STATUS]: status({ a: {}, openssl: { version: '3.0.9-1' } }) } },
      { files: { 'srv/x': '' } },
      { files: { [STATUS]: status({ a: {}, openssl: { version: '3.0.22-1' }, b: {} }) } },
    ]);

    expect(rowsOf(inventory)).toEqual([`a 1.0-1 0 ${STATUS}`, `b 1.0-1 2 ${STATUS}`, `openssl 3.0.22-1 2 ${STATUS}`]);
  });

  it('is the upper one for what was removed and added again', async () => {
    const inventory = await inventoryOf([
      { files: { 'etc/os-release': DEBIAN, [STATUS]: status({ a: {}, b: {} }) } },
      { files: { [STATUS]: status({ a: {} }) } },
      { files: { [STATUS]: status({ a: {}, b: {} }) } },
    ]);

    expect(rowsOf(inventory)).toEqual([`a 1.0-1 0 ${STATUS}`, `b 1.0-1 2 ${STATUS}`]);
  });

  it('is the upper one where the whole database was deleted in between', async () => {
    const inventory = await inventoryOf([
      { files: { [DIST_INFO]: METADATA } },
      { files: {}, removes: ['usr/lib/python3/dist-packages'] },
      { files: { [DIST_INFO]: METADATA } },
    ]);

    expect(rowsOf(inventory)).toEqual([`requests 2.28.1 2 ${DIST_INFO}`]);
  });
});

it('leaves out what a later layer deletes', async () => {
  const inventory = await inventoryOf([
    { files: { 'etc/os-release': DEBIAN, [STATUS]: status({ a: {} }), [DIST_INFO]: METADATA } },
    { files: {}, removes: ['usr/lib/python3'] },
  ]);

  expect(rowsOf(inventory)).toEqual([`a 1.0-1 0 ${STATUS}`]);
});

describe('a language package that the distribution installed', () => {
  const files = {
    'etc/os-release': DEBIAN,
    [DIST_INFO]: METADATA,
    'var/lib/dpkg/info/python3-requests.list': `/.\n/${DIST_INFO}\n`,
  };

  it('is listed with its owner, and judged by the distribution alone', async () => {
    const inventory = await inventoryOf([{ files: { ...files, [STATUS]: status({ 'python3-requests': {} }) } }]);

    expect(membersNamed(inventory, 'requests')).toEqual([expect.objectContaining({ owner: 'python3-requests', path: DIST_INFO })]);
    expect(membersNamed(inventory, 'requests')[0]).not.toHaveProperty('subject');
    expect(inventory.coverage).toBe('complete');
  });

  it('is found through a directory that is a symlink', async () => {
    const inventory = await inventoryOf([
      {
        files: {
          'etc/os-release': DEBIAN,
          lib: { symlink: 'usr/lib' },
          [DIST_INFO]: METADATA,
          'var/lib/dpkg/info/python3-requests.list': `/.\n/${DIST_INFO.replace('usr/lib', 'lib')}\n`,
          [STATUS]: status({ 'python3-requests': {} }),
        },
      },
    ]);

    expect(membersNamed(inventory, 'requests')[0]).toMatchObject({ owner: 'python3-requests' });
  });

  it('keeps its own advisories if the owner has none', async () => {
    const noDistribution = { ...files, 'etc/os-release': 'ID=homemade\nVERSION_ID=1\n' };
    const inventory = await inventoryOf([{ files: { ...noDistribution, [STATUS]: status({ 'python3-requests': {} }) } }]);

    expect(membersNamed(inventory, 'requests')[0]).toMatchObject({ subject: { ecosystem: 'PyPI', name: 'requests' } });
    expect(membersNamed(inventory, 'requests')[0]).not.toHaveProperty('owner');
    expect(inventory).toMatchObject({ coverage: 'partial', problems: [{ code: 'UNKNOWN_DISTRIBUTION' }] });
  });
});

it('counts a source package once, in the lowest layer that has it', async () => {
  const openssl = { version: '3.0.9-1', source: 'openssl' };
  const inventory = await inventoryOf([
    { files: { 'etc/os-release': DEBIAN, [STATUS]: status({ libssl3: openssl }) } },
    { files: { [STATUS]: status({ libssl3: openssl, openssl: { version: '3.0.9-1' } }) } },
  ]);

  expect(membersNamed(inventory, 'libssl3')[0]).not.toHaveProperty('inherited');
  expect(membersNamed(inventory, 'openssl')[0]).toMatchObject({ inherited: true, subject: { name: 'openssl', arch: 'source' } });
});

describe('a lock file', () => {
  const LOCK = JSON.stringify({
    name: 'app',
    lockfileVersion: 3,
    packages: {
      '': { name: 'app' },
      'node_modules/left': { version: '1.0.0', resolved: 'https://registry.npmjs.org/left/-/left-1.0.0.tgz' },
    },
  });

  it('counts where nothing is installed', async () => {
    const inventory = await inventoryOf([{ files: { 'srv/app/package-lock.json': LOCK } }]);

    expect(rowsOf(inventory)).toContain('left 1.0.0 0 srv/app/package-lock.json');
  });

  it('yields to the tree that it locks', async () => {
    const installed = JSON.stringify({ name: 'left', version: '1.0.1' });
    const inventory = await inventoryOf([
      { files: { 'srv/app/package-lock.json': LOCK } },
      { files: { 'srv/app/node_modules/left/package.json': installed } },
    ]);

    expect(rowsOf(inventory)).toEqual(['left 1.0.1 1 srv/app/node_modules/left/package.json']);
  });
});

it('prefers /etc/os-release', async () => {
  const files = { 'usr/lib/os-release': DEBIAN.replace('"12"', '"11"'), 'etc/os-release': DEBIAN, [STATUS]: status({ a: {} }) };

  expect((await inventoryOf([{ files }])).os).toMatchObject({ id: 'debian', versionId: '12' });
});

it('does not claim an image without packages', async () => {
  const inventory = await inventoryOf([{ files: { app: 'binary' } }]);

  expect(inventory).toMatchObject({ sets: [], coverage: 'unsupported', problems: [{ code: 'NO_PACKAGES_FOUND' }] });
});

it('gives equal images equal sets, whatever lies beside', async () => {
  const files = { 'etc/os-release': DEBIAN, [STATUS]: status({ a: {}, b: {} }) };
  const one = await inventoryOf([{ files }]);
  const other = await inventoryOf([{ files: { ...files, 'srv/x': 'x' } }]);

  expect(other.sets.map(({ set }) => set.digest)).toEqual(one.sets.map(({ set }) => set.digest));
});

it('stays quick where thousands of files say the same in many layers', async () => {
  const manifests = Object.fromEntries(
    Array.from({ length: 3000 }, (_, i) => [`srv/node_modules/p${i}/package.json`, JSON.stringify({ name: `p${i}`, version: '1.0.0' })]),
  );
  const image = buildImage({ layers: Array.from({ length: 4 }, () => ({ files: manifests })) });

  const { inventory } = await readImage(sourceOf(image));

  expect(inventory.sets.map(({ set, layer }) => [layer, set.members.length])).toEqual([[0, 3000]]);
});
