import { AxeBuilder } from '@axe-core/playwright';
import { expect, it } from 'vitest';
import { openPage, usePages } from './open-page.ts';

usePages();

it.each([
  { path: '/vulnerabilities', table: 'Vulnerabilities', column: 'EPSS', name: 'Vulnerability' },
  { path: '/images', table: 'Repositories', column: 'Tags', name: 'Repository' },
  { path: '/images?view=tags', table: 'Images', column: 'Size', name: 'Image' },
  { path: '/images/1/shop%2Fweb/1.4.0', table: 'Findings', column: 'CVSS', name: 'Vulnerability' },
])('hides a column of $table, and remembers it for this table', async ({ path, table, column, name }) => {
  const { page } = await openPage(path);
  const heads = page.getByRole('table', { name: table }).getByRole('columnheader');
  const head = heads.filter({ hasText: column });
  await head.waitFor();
  const before = await heads.count();

  await page.getByRole('button', { name: 'View', exact: true }).click();
  expect(await page.getByRole('checkbox', { name, exact: true }).isDisabled()).toBe(true);
  await page.getByRole('checkbox', { name: column, exact: true }).uncheck();
  await head.waitFor({ state: 'hidden' });
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);

  await page.reload();
  await heads.first().waitFor();
  expect(await heads.count()).toBe(before - 1);
  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByRole('button', { name: 'Show all' }).click();
  await head.waitFor();
});

it('puts rows closer, in every table that offers it', async () => {
  const { page } = await openPage('/vulnerabilities');
  const row = page.locator('tr[data-index="0"]');
  await row.waitFor();
  const heightOf = async () => (await row.boundingBox())?.height ?? 0;
  const comfortable = await heightOf();

  await page.getByRole('button', { name: 'View', exact: true }).click();
  await page.getByText('Compact', { exact: true }).click();

  await expect.poll(heightOf).toBeLessThan(comfortable / 1.5);
  await page.goto('/images/1/shop%2Fweb/1.4.0');
  await row.waitFor();
  expect(await page.getByRole('table', { name: 'Findings' }).getAttribute('data-density')).toBe('compact');
  await page.goto('/decisions');
  await row.waitFor();
  expect(await page.getByRole('table').getAttribute('data-density')).toBe('comfortable');
});

it('offers only columns that a small screen can show', async () => {
  const { page } = await openPage('/vulnerabilities', { width: 390, scheme: 'dark' });
  await page.getByRole('button', { name: 'View', exact: true }).click();

  await page.getByRole('checkbox', { name: 'Images', exact: true }).waitFor();
  expect(await page.getByRole('checkbox', { name: 'CVSS', exact: true }).count()).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
});

it('is as it always was where the browser keeps something else', async () => {
  const { page } = await openPage('/vulnerabilities');
  await page.evaluate(() => {
    localStorage.setItem('plimsoll.columns.vulnerabilities', '{"vulnerability');
    localStorage.setItem('plimsoll.density', 'roomy');
  });
  await page.reload();

  await page.getByRole('link', { name: 'CVE-2023-44487' }).waitFor();
  expect(await page.getByRole('table').getAttribute('data-density')).toBe('comfortable');
});
