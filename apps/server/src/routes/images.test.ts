import * as contract from '@plimsoll/contract';
import { saveEpssScores } from '@plimsoll/db';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call } from '../testing/call.ts';
import { filledApp } from '../testing/test-app.ts';

let test: Awaited<ReturnType<typeof filledApp>>;
beforeAll(async () => void (test = await filledApp()));
afterAll(() => test.close());

const web = () => ({ connection: test.connection, repository: 'shop/web', reference: '1' });
const base = () => ({ ...web(), repository: 'shop/base' });

it('lists repositories and images, page by page', async () => {
  const repositories = await call(test, contract.listRepositories, { query: { q: 'web' } });
  const first = await call(test, contract.listImages, { query: { limit: 1 }, as: 'viewer' });
  const second = await call(test, contract.listImages, { query: { limit: 1, cursor: first.nextCursor! } });

  expect(repositories.rows).toMatchObject([
    { repository: 'shop/web', tags: 1, newest: { tag: '1', counts: { high: 1 }, coverage: 'complete' } },
  ]);
  expect([...first.rows, ...second.rows].map(({ repository }) => repository).toSorted()).toEqual(['shop/base', 'shop/web']);
  expect(second.nextCursor).toBeUndefined();
  expect((await call(test, contract.listImages, { query: { severity: 'critical' } })).rows).toEqual([]);
});

it('describes an image by tag and by digest, and each platform of an index', async () => {
  const image = await call(test, contract.getImage, { params: web() });

  expect(image).toMatchObject({
    reference: '1',
    platform: 'linux/amd64',
    state: 'read',
    coverage: 'complete',
    packages: 2,
    counts: { high: 1 },
  });
  expect(image.layers.map(({ instruction }) => instruction)).toEqual(['COPY left /srv', 'COPY right /srv']);
  expect(await call(test, contract.getImage, { params: { ...web(), reference: image.digest } })).toMatchObject({
    digest: image.digest,
    tags: ['1'],
  });
  expect(await call(test, contract.getImage, { params: base() })).toMatchObject({ platform: 'linux/amd64', counts: { high: 1 } });
  expect(await call(test, contract.getImage, { params: base(), query: { platform: 'linux/arm64' } })).toMatchObject({
    counts: { high: 0 },
  });
  await expect(call(test, contract.getImage, { params: { ...web(), reference: 'nothing' } })).rejects.toThrow('404');
});

it('says what is wrong, why, and what fixes it', async () => {
  const { rows, ecosystems, total } = await call(test, contract.listFindings, { params: web(), query: { sort: 'layer', order: 'asc' } });

  expect({ total, ecosystems }).toEqual({ total: 1, ecosystems: ['npm'] });
  expect(rows[0]).toMatchObject({
    vulnerability: 'CVE-2026-1',
    purl: 'pkg:npm/left@1.0.0',
    fixedVersions: ['2.0.0'],
    layer: { ordinal: 0 },
  });

  const finding = { ...web(), vulnerability: 'CVE-2026-1' };
  await saveEpssScores(test.bench.db, () => ({ probability: 0.5, percentile: 0.75 }), '2026-09-01');
  expect((await call(test, contract.listFindings, { params: web(), query: { epssAtLeast: '0.5' } })).total).toBe(1);
  expect((await call(test, contract.listFindings, { params: web(), query: { epssAtLeast: '0.6' } })).total).toBe(0);
  expect(await call(test, contract.getFinding, { params: finding, query: { package: 'pkg:npm/left@1.0.0' } })).toMatchObject({
    alsoIn: 1,
    epss: { probability: 0.5, percentile: 0.75, date: '2026-09-01' },
    evidence: [{ advisory: 'GHSA-1', comparison: expect.stringContaining('2.0.0') as string }],
  });
  await expect(call(test, contract.getFinding, { params: finding, query: { package: 'pkg:npm/right@1.0.0' } })).rejects.toThrow(
    'not open in this image',
  );
});

it('lists what is installed, and what is denied', async () => {
  const { rows } = await call(test, contract.listPackages, { params: web() });

  expect(rows.map(({ name, findings, layer }) => [name, findings, layer.ordinal])).toEqual([
    ['left', 1, 0],
    ['right', 0, 1],
  ]);
  expect(await call(test, contract.listNotAffected, { params: web() })).toEqual([]);
});
