import * as contract from '@plimsoll/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { call } from '../testing/call.ts';
import { filledApp } from '../testing/test-app.ts';

let test: Awaited<ReturnType<typeof filledApp>>;
beforeAll(async () => void (test = await filledApp()));
afterAll(() => test.close());

it('lists vulnerabilities over all images', async () => {
  const { rows, total } = await call(test, contract.listVulnerabilities, { query: { q: 'left' }, as: 'viewer' });

  expect(total).toBe(1);
  expect(rows).toMatchObject([
    { id: 'CVE-2026-1', severity: 'high', images: 2, fixableImages: 2, repositories: 2, summary: 'left is weak' },
  ]);
  expect((await call(test, contract.listVulnerabilities, { query: { exploited: 'true' } })).rows).toEqual([]);
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
