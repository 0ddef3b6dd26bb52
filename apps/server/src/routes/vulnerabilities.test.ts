import * as contract from '@plimsoll/contract';
import { saveEpssScores } from '@plimsoll/db';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call } from '../testing/call.ts';
import { filledApp } from '../testing/test-app.ts';

const EPSS = { probability: 0.5, percentile: 0.75 };
let test: Awaited<ReturnType<typeof filledApp>>;
beforeAll(async () => {
  test = await filledApp();
  await saveEpssScores(test.bench.db, (name) => (name === 'CVE-2026-1' ? EPSS : undefined), '2026-09-01');
});
afterAll(() => test.close());

it('lists vulnerabilities over all images', async () => {
  const { rows, total } = await call(test, contract.listVulnerabilities, { query: { q: 'left' }, as: 'viewer' });

  expect(total).toBe(1);
  expect(rows).toMatchObject([
    { id: 'CVE-2026-1', severity: 'high', images: 2, fixableImages: 2, repositories: 2, summary: 'left is weak' },
  ]);
  expect((await call(test, contract.listVulnerabilities, { query: { exploited: 'true' } })).rows).toEqual([]);
});

it('tells what EPSS expects, and lists what is at least so probable', async () => {
  const epss = { ...EPSS, date: '2026-09-01' };
  const list = async (epssAtLeast: string) => (await call(test, contract.listVulnerabilities, { query: { epssAtLeast } })).rows;

  expect(await list('0.5')).toMatchObject([{ id: 'CVE-2026-1', epss }]);
  expect(await list('0.51')).toEqual([]);
  await expect(list('93')).rejects.toThrow('epssAtLeast');
  expect(await call(test, contract.getVulnerability, { params: { vulnerability: 'GHSA-1' } })).toMatchObject({ epss });
});

it('describes one under any of its names, and says where it is', async () => {
  for (const vulnerability of ['CVE-2026-1', 'GHSA-1']) {
    expect(await call(test, contract.getVulnerability, { params: { vulnerability } })).toMatchObject({
      id: 'CVE-2026-1',
      aliases: ['GHSA-1'],
    });
  }
  const { rows } = await call(test, contract.listVulnerabilityImages, { params: { vulnerability: 'CVE-2026-1' } });
  expect(rows.map(({ repository, fixable }) => `${repository} ${fixable}`).toSorted()).toEqual(['shop/base true', 'shop/web true']);
  await expect(call(test, contract.getVulnerability, { params: { vulnerability: 'CVE-1' } })).rejects.toThrow(
    'no image of any registry ever had CVE-1',
  );
});
