import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { buildImage } from '@plimsoll/testkit';
import { connectRegistry, type Product, startProduct } from './product.ts';
import { push } from './registry.ts';

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

const card = (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });

test('the policies of the product were evaluated after the sync', async () => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await expect(page).toHaveURL(/\/policies$/);

  await expect(card('Nothing that is exploited')).toContainText(/[1-9]\d* violated/);
  await expect(card('Signed')).toContainText('off');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  }
});

test('a policy says which image violates it, and why', async () => {
  await page.getByRole('link', { name: 'Nothing that is exploited' }).click();

  const row = page.getByRole('row').filter({ hasText: 'shop/web:1.4.0' });
  await expect(row).toContainText('violated');
  await expect(row).toContainText('1 open finding of vulnerabilities that are known to be exploited');
});

test('the image says what it violates, and what its configuration is', async () => {
  await page.getByRole('link', { name: 'shop/web:1.4.0' }).click();

  await expect(page.getByRole('link', { name: 'violates Nothing that is exploited' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'violates Not as root' })).toBeVisible();
  await page.getByRole('tab', { name: 'Configuration' }).click();
  await expect(page.getByText('The image runs as root, because it names no user')).toBeVisible();
});

test('an own policy is made, and evaluated at once', async () => {
  await page.goto('/policies');
  await page.getByRole('button', { name: 'New policy' }).click();
  const dialog = page.getByRole('dialog', { name: 'New policy' });
  await dialog.getByRole('button', { name: 'Make the policy' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Give it a name');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Shop goes live');
  await dialog.getByRole('textbox', { name: 'Repositories' }).fill('shop/web');
  await dialog.getByRole('checkbox', { name: 'No more findings of a severity than' }).check();
  await dialog.getByRole('checkbox', { name: 'Does not run as root' }).check();
  await dialog.getByRole('button', { name: 'Make the policy' }).click();

  await expect(page.getByRole('heading', { name: 'Shop goes live' })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'shop/web:1.4.0' })).toContainText(/Too many findings: \d critical, 0 allowed/);
});

test('it is met by a new tag', async () => {
  await push(
    product.emulator,
    'shop/web:2.0.0',
    buildImage({
      config: { User: '1000' },
      layers: [{ files: { 'srv/node_modules/left-pad/package.json': JSON.stringify({ name: 'left-pad', version: '1.3.0' }) } }],
    }),
  );
  await page.goto('/hub');
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(page.getByRole('article', { name: 'Production' })).toContainText('7 of 7 images read');

  await page.goto('/policies');
  await page.getByRole('link', { name: 'Shop goes live' }).click();

  await expect(page.getByRole('row').filter({ hasText: 'shop/web:2.0.0' })).toContainText('met');
  await expect(page.getByRole('row').filter({ hasText: 'shop/web:1.4.0' })).toContainText('violated');
  await page.goto('/images/1/shop%2Fweb/2.0.0');
  await expect(page.getByText(/^violates Nothing|^violates Not as root/)).toBeHidden();
});
