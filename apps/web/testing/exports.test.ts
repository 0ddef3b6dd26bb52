import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { complaints, openPage, tabTo, usePages } from './open-page.ts';

usePages();

/** Does something that saves a file. */
async function savedBy(page: Page, act: () => Promise<void>): Promise<{ name: string; query: Record<string, unknown>; rows: unknown[] }> {
  const saving = page.waitForEvent('download');
  await act();
  const saved = await saving;
  const { query, rows } = JSON.parse(await readFile(await saved.path(), 'utf8')) as { query: Record<string, unknown>; rows: unknown[] };
  return { name: saved.suggestedFilename(), query, rows };
}

it('exports the findings as they are filtered, with the keyboard alone', async () => {
  const { page } = await openPage('/images/1/shop%2Fweb/1.4.0?severity=critical&fixable=true');
  const status = await page.getByRole('status').filter({ hasText: 'of 137' }).textContent();
  const shown = Number(status?.split(' ')[0]);
  await tabTo(page, 'Export these findings');
  await page.keyboard.press('Enter');
  const menu = page.getByRole('menu');
  await menu.getByText(`${shown} findings, as filtered, with all packages of the image`).waitFor();
  for (const group of ['For people', 'For CI and other systems', 'SBOM and VEX']) await menu.getByText(group).waitFor();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);

  const { name, query, rows } = await savedBy(page, async () => {
    for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowDown');
    expect(await page.locator(':focus').textContent()).toBe('SARIF 2.1.0, code scanning');
    await page.keyboard.press('Enter');
  });

  expect(name).toBe('shop-web_1.4.0.sarif');
  expect(query).toMatchObject({ format: 'sarif', severity: ['critical'], fixable: true, decided: 'open' });
  expect(shown).toBeGreaterThan(0);
  expect(rows).toHaveLength(shown);
  expect(complaints()).toEqual([]);
});

it('exports the whole image from its head, whatever is filtered', async () => {
  const { page } = await openPage('/images/1/shop%2Fweb/1.4.0?severity=critical');
  await page.getByRole('button', { name: 'Export this image' }).click();
  await page.getByText(/^The whole image: 137 findings, and \d+ packages$/).waitFor();

  const { query, rows } = await savedBy(page, () => page.getByRole('menuitem', { name: 'CycloneDX 1.6' }).click());

  expect(query).toMatchObject({ format: 'cyclonedx', decided: 'all' });
  expect(query).not.toHaveProperty('severity');
  expect(rows).toHaveLength(137);
});

it('exports vulnerabilities as they are filtered, also with their images', async () => {
  const { page } = await openPage('/vulnerabilities?severity=critical');
  await page.getByRole('button', { name: 'Export these vulnerabilities' }).click();

  const list = await savedBy(page, () => page.getByRole('menuitem', { name: 'HTML, one file' }).click());
  await page.getByRole('button', { name: 'Export these vulnerabilities' }).click();
  const byImage = await savedBy(page, () => page.getByRole('menuitem', { name: 'CSV, a row for each image' }).click());

  expect(list.query).toMatchObject({ format: 'html', group: 'vulnerability', severity: ['critical'], openOnly: true });
  expect(byImage.query).toMatchObject({ format: 'csv', group: 'image', severity: ['critical'] });
});

it('exports images as they are filtered', async () => {
  const { page } = await openPage('/images?view=tags&coverage=partial');
  await page.getByRole('button', { name: 'Export these images' }).click();
  await page.getByText('1 tag, as filtered, with their counts').waitFor();

  const { name, query, rows } = await savedBy(page, () => page.getByRole('menuitem', { name: 'JSON' }).click());

  expect([name, query, rows.length]).toEqual(['plimsoll-images.json', { coverage: 'partial', format: 'json' }, 1]);
});

it('says why there is no file, and saves nothing', async () => {
  const { page } = await openPage('/vulnerabilities', { width: 390 });
  let downloads = 0;
  page.on('download', () => downloads++);
  const error = { code: 'LIMIT_EXCEEDED', message: '120,000 rows are too many.', hint: 'Filter them by severity.', requestId: 'r-1' };
  await page.route('**/api/vulnerabilities/report*', (route) => route.fulfill({ status: 413, json: { error } }));

  await page.getByRole('button', { name: 'Export these vulnerabilities' }).click();
  await page.getByRole('menuitem', { name: 'CSV, for spreadsheets' }).click();

  await page.getByText('There is no file').waitFor();
  await page.getByText('120,000 rows are too many. Filter them by severity. Request r-1').waitFor();
  expect(downloads).toBe(0);
});
