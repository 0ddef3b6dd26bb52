import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { connectRegistry, type Product, startProduct } from './product.ts';
import { DEPENDENCIES, newerNginx, push, shopImage } from './registry.ts';

// One story in chapters: each goes on where the one before it ended, in the same window.
test.describe.configure({ mode: 'serial' });

let product: Product;
let page: Page;

test.beforeAll(async ({ browser }) => {
  product = await startProduct();
  page = await (await browser.newContext({ baseURL: product.url, acceptDownloads: true })).newPage();
  await connectRegistry(product, page);
});
test.afterAll(async () => {
  await page.context().close();
  await product.close();
});

const fixes = () => page.getByRole('table', { name: 'Fixes' }).getByRole('row');

/** The number that the plan at hand says it removes. */
async function removes(): Promise<number> {
  const heading = await page.getByRole('heading', { name: /^Removes \d+$/ }).textContent();
  return Number(heading?.replace('Removes ', ''));
}

test('plans were made after the sync, without any move: no newer base is there yet', async () => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('f');
  await expect(page).toHaveURL(/\/plans$/);

  await expect(fixes().filter({ hasText: 'Pin lodash' })).toContainText('shop/web:1.4.0');
  await expect(fixes().filter({ hasText: 'Rebuild' })).toHaveCount(0);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  }
});

test('a newer base is pushed, and who is built on the old one is to be rebuilt', async () => {
  await push(product.emulator, 'platform/nginx:2', newerNginx);
  await syncNow('6 of 6 images read');

  await page.goto('/plans');
  await fixes().filter({ hasText: 'Rebuild 1 image on platform/nginx:2' }).getByRole('link', { name: 'shop/web:1.4.0' }).click();
  await expect(page.getByRole('heading', { name: 'Move to platform/nginx:2', exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'CVE-2023-44487' })).toBeVisible();
});

test('of the plan for everything a step is left out, and the sum follows', async () => {
  await page.goto('/images/1/shop%2Fweb/1.4.0?tab=plan&plan=everything');
  const whole = await removes();

  await page.getByRole('checkbox', { name: /Pin lodash to/ }).click();

  await expect(page).toHaveURL(/without=/);
  await expect.poll(removes).toBeLessThan(whole);
  expect(await page.getByRole('region', { name: 'Shell lines' }).textContent()).not.toContain('lodash');
});

test('the next tag is built on the newer base: the move is done, and how long it took is known', async () => {
  await push(product.emulator, 'shop/web:1.5.0', shopImage('1.5.0', DEPENDENCIES, newerNginx));
  await syncNow('7 of 7 images read');

  await page.goto('/plans?tab=done');
  const row = page.getByRole('row').filter({ hasText: 'Move to platform/nginx:2' });
  await expect(row).toContainText('shop/web:1.5.0');
  await row.getByRole('link', { name: 'Move to platform/nginx:2' }).click();
  await expect(page.getByText('has nothing left of what it removes')).toBeVisible();

  await page.goto('/');
  await expect(page.getByText(/half of them within .* of when they were first seen/)).toBeVisible();
});

test('what is seen is exported as it is filtered', async () => {
  await page.goto('/images/1/shop%2Fweb/1.5.0?severity=critical');
  await page.getByRole('tabpanel').getByRole('button', { name: 'Export' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /CSV/ }).click();

  const file = await download;
  expect(file.suggestedFilename()).toBe('shop-web_1.5.0.csv');
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(chunk as Buffer);
  const [, ...rows] = Buffer.concat(chunks).toString().trim().split('\r\n');
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row).toContain('critical');
});

async function syncNow(done: string): Promise<void> {
  await page.goto('/hub');
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(page.getByRole('article', { name: 'Production' })).toContainText(done);
}
