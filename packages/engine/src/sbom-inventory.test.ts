import { expect, it } from 'vitest';
import type { Sbom } from '@plimsoll/sbom';
import { sbomInventory } from './sbom-inventory.ts';

const sbom: Sbom = {
  format: 'CycloneDX 1.6',
  name: 'shop/web',
  digest: '',
  os: { id: 'debian', idLike: [], versionId: '12', name: 'debian 12' },
  packages: [
    {
      package: { type: 'deb', name: 'libssl3', version: '3.0.9-1', source: { name: 'openssl', version: '3.0.9-1' }, licenses: [] },
      path: '',
    },
    { package: { type: 'npm', name: 'left', version: '1.0.0', licenses: [] }, path: 'srv/left' },
    { package: { type: 'npm', name: 'own', version: '1.0.0', licenses: [] }, path: '', unmatched: 'built here' },
  ],
  problems: [{ code: 'MALFORMED_RECORD', message: 'one entry is odd' }],
};

it('names packages as advisories do, at their paths or in the document', () => {
  const { sets, os } = sbomInventory(sbom, 'web.json');

  expect(os?.id).toBe('debian');
  expect(sets[0]?.set.members.map(({ package: { name }, subject, path }) => [name, subject?.name, path])).toEqual([
    ['libssl3', 'openssl', 'web.json'],
    ['left', 'left', 'srv/left'],
    ['own', undefined, 'web.json'],
  ]);
});

it('never says that everything was read', () => {
  const { coverage, problems } = sbomInventory(sbom, 'web.json');

  expect(coverage).toBe('partial');
  expect(problems.map(({ code }) => code)).toEqual(['BYTES_NOT_SEEN', 'MALFORMED_RECORD']);
});

it('says that a document without packages tells nothing', () => {
  const { coverage, problems, sets } = sbomInventory({ ...sbom, packages: [], problems: [] }, 'web.json');

  expect(coverage).toBe('unsupported');
  expect(problems.map(({ code }) => code)).toEqual(['BYTES_NOT_SEEN', 'NO_PACKAGES_FOUND']);
  expect(sets).toEqual([]);
});
