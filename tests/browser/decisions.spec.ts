import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { connectRegistry, type Product, startProduct } from './product.ts';
import { DEPENDENCIES, push, shopImage } from './registry.ts';

// One story in chapters: each goes on where the one before it ended, in the same window.
test.describe.configure({ mode: 'serial' });

let product: Product;
let page: Page;

test.beforeAll(async ({ browser }) => {
  product = await startProduct();
  page = await (await browser.newContext({ baseURL: product.url })).newPage();
  await connectRegistry(product, page);
});
test.afterAll(async () => {
  await page.context().close();
  await product.close();
});

const IMAGE = '/images/1/shop%2Fweb/1.4.0';
const dialog = () => page.getByRole('dialog', { name: 'Decide on CVE-2021-44906' });

test('what a decision would hide is shown while it is chosen', async () => {
  await page.goto(`${IMAGE}?finding=CVE-2021-44906`);
  await page.getByRole('button', { name: 'Decide…' }).click();
  await expect(dialog().getByText('Hides 1 finding in 1 tag.')).toBeVisible();

  await dialog().getByRole('radio', { name: 'Every vulnerability of packages named' }).check();
  await dialog().getByRole('textbox', { name: 'Package name' }).fill('*o*');
  await dialog().getByRole('radio', { name: 'Everywhere' }).check();
  await expect(dialog().getByText('Hides 7 findings in 5 tags.')).toBeVisible();
  await dialog().getByRole('textbox', { name: 'Package name' }).fill('*');
  await expect(dialog().getByRole('alert')).toContainText('names a vulnerability or packages');

  await dialog().getByRole('radio', { name: 'CVE-2021-44906 in packages named' }).check();
  await dialog().getByRole('textbox', { name: 'Package name' }).fill('minimist');
  await dialog().getByRole('radio', { name: 'Repositories whose name fits' }).check();
  await expect(dialog().getByRole('textbox', { name: 'Repositories' })).toHaveValue('shop/*');
  await expect(dialog().getByText('Hides 1 finding in 1 tag.')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  }
});

test('a risk is accepted, and the finding is shown as decided', async () => {
  await dialog().getByRole('textbox', { name: 'Reason' }).fill('No argument comes from outside');
  await dialog().getByRole('button', { name: 'Accept the risk' }).click();

  await expect(page.getByRole('heading', { name: 'Decided: accepted' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('6 of 7')).toBeVisible();
  await expect(page.getByRole('link', { name: 'CVE-2021-44906' })).toBeHidden();
  await page.getByRole('button', { name: '1 decided' }).click();
  await expect(page).toHaveURL(/decided=decided/);
  await expect(page.getByRole('link', { name: 'CVE-2021-44906' })).toBeVisible();
  await expect(page.getByTitle(/Accepted, by ada@example.test until .*: No argument comes from outside/)).toBeVisible();
});

test('the decision survives a new tag', async () => {
  await push(product.emulator, 'shop/web:1.4.1', shopImage('1.4.1', DEPENDENCIES));
  await page.goto('/hub');
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(page.getByRole('article', { name: 'Production' })).toContainText('7 of 7 images read');

  await page.goto('/images/1/shop%2Fweb/1.4.1?decided=all');

  await expect(page.getByText('7 of 7')).toBeVisible();
  const row = page.getByRole('row').filter({ hasText: 'CVE-2021-44906' });
  await expect(row).toContainText('accepted');
  await page.goto('/decisions');
  await expect(page.getByRole('row').filter({ hasText: 'CVE-2021-44906 in minimist' })).toContainText('2 findings');
});

test('the decision is told to other scanners', async () => {
  const response = await page.request.get(`${product.url}/api/decisions/vex`);

  expect(await response.json()).toMatchObject({
    statements: [{ vulnerability: { name: 'CVE-2021-44906' }, status: 'affected', products: [{}, {}] }],
  });
});

test('it is ended, and everything is open again', async () => {
  await page.getByRole('button', { name: /^End: CVE-2021-44906/ }).click();
  const ending = page.getByRole('dialog', { name: 'End this decision?' });
  await expect(ending).toContainText('2 findings in 2 images will be open again');
  await ending.getByRole('textbox', { name: 'Why it ends' }).fill('It does now');
  await ending.getByRole('button', { name: 'End the decision' }).click();

  await expect(page.getByRole('heading', { name: 'No open decisions' })).toBeVisible();
  await page.getByText('Over', { exact: true }).click();
  await expect(page.getByText('It does now').filter({ visible: true })).toBeVisible();
  await page.goto(IMAGE);
  await expect(page.getByText('7 of 7')).toBeVisible();
  await page.goto('/settings/audit');
  await expect(page.getByRole('row').filter({ hasText: 'decision.end' })).toContainText('It does now');
  await expect(page.getByRole('row').filter({ hasText: 'decision.create' })).toContainText('No argument comes from outside');
});
