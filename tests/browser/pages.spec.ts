import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import { connectRegistry, createAdmin, type Product, startProduct } from './product.ts';

let product: Product;
let session: Awaited<ReturnType<BrowserContext['storageState']>>;

test.beforeAll(async ({ browser }) => {
  product = await startProduct();
  const context = await browser.newContext();
  await connectRegistry(product, await context.newPage());
  session = await context.storageState();
  await context.close();
});
test.afterAll(() => product.close());

const IMAGE = '/images/1/shop%2Fweb/1.4.0';

const PAGES: readonly (readonly [path: string, says: RegExp])[] = [
  ['/', /6 images/],
  ['/images', /team\/broken/],
  ['/images?view=tags', /1\.4\.0/],
  ['/images/1/shop%2Fweb', /2 tags in Production/],
  [IMAGE, /7 known vulnerabilities/],
  [`${IMAGE}?finding=CVE-2021-44906`, /Why it is here/],
  [`${IMAGE}?tab=plan`, /What this plan cannot know/],
  [`${IMAGE}?tab=compare`, /Choose what to compare with/],
  [`${IMAGE}?tab=packages`, /left-pad/],
  [`${IMAGE}?tab=layers`, /Configuration/],
  ['/images/1/team%2Fbroken/1?tab=problems', /this is not the whole picture/],
  ['/images/1/shop%2Fapi/2', /shop\/api:2/],
  [`${IMAGE}/findings/CVE-2021-44906`, /Raise minimist from/],
  ['/vulnerabilities', /8 vulnerabilities in 6 images/],
  ['/vulnerabilities/CVE-2023-44487', /In 2 images of 2 repositories/],
  ['/vulnerabilities?q=no-such-thing', /Nothing fits these filters/],
  ['/bases', /base images are outdated/],
  ['/hub', /6 of 6 images read/],
  ['/hub/connect', /Five read-only permissions/],
  ['/hub/1', /new or moved/],
  ['/settings/advisories', /records of 4 feeds/],
  ['/settings/audit', /connection/],
  ['/nothing', /There is no such page/],
];

for (const [path, says] of PAGES) {
  test(`${path} has no serious barrier and fits the window`, async ({ browser }) => {
    const { page, complaints } = await open(browser);
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: 'light' });
      await page.goto(path);
      await expect(page.getByText(says).filter({ visible: true }).first()).toBeVisible();

      expect(await barriers(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await barriers(page, ['color-contrast'])).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });
}

test('a registry is connected with the keyboard alone', async ({ browser }) => {
  const { page } = await open(browser);
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'Overview' })).toBeVisible();
  const keys = page.keyboard;

  await tabTo(page, 'Integration Hub');
  await keys.press('Enter');
  await tabTo(page, 'Connect Amazon ECR');
  await keys.press('Enter');
  await tabTo(page, 'Access key id');
  await keys.type(product.emulator.keys.accessKeyId);
  await tabTo(page, 'Secret access key');
  await keys.type(product.emulator.keys.secretAccessKey);
  await tabTo(page, 'Region');
  await keys.type('frankfurt');
  await expect(page.getByRole('option')).toHaveCount(1);
  await keys.press('ArrowDown');
  await keys.press('Enter');
  await tabTo(page, 'Endpoint');
  await keys.press('Enter');
  await expect(page.getByRole('option')).toHaveCount(1);
  await keys.press('ArrowDown');
  await keys.press('Enter');
  await tabTo(page, 'Name');
  await keys.type('By keyboard');
  await tabTo(page, 'Test connection');
  await keys.press('Space');
  await expect(page.getByRole('heading', { name: 'All five permissions work' })).toBeVisible();
  await tabTo(page, 'Save');
  await keys.press('Space');

  await expect(page.getByRole('article', { name: 'By keyboard' })).toContainText('Connected');
});

test('the keys of the list do what it says', async ({ browser }) => {
  const { page } = await open(browser);
  await page.goto(IMAGE);
  await expect(page.getByRole('link', { name: 'CVE-2021-44906' })).toBeVisible();

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toContainText('Next and previous row');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('Why it is here');
  await page.keyboard.press('Escape');
  await expect(page.locator('tr[data-index="0"]')).toBeFocused();

  await page.keyboard.press('/');
  await page.keyboard.type('44487');
  await expect(page.getByRole('option', { name: /CVE-2023-44487/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'CVE-2023-44487' })).toBeVisible();
});

test('a server that fails is said, with the request id, and tried again', async ({ browser }) => {
  const { page } = await open(browser);
  // What a proxy cannot know: the database is gone. The answer is made of the server's own words.
  await page.route('**/api/vulnerabilities?*', (route) =>
    route.fulfill({
      status: 503,
      json: { error: { code: 'DATABASE_UNAVAILABLE', message: 'the database does not answer', requestId: 'req-7' } },
    }),
  );
  await page.goto('/vulnerabilities');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('The vulnerabilities could not be loaded');
  await expect(alert).toContainText('req-7');

  await page.unroute('**/api/vulnerabilities?*');
  await alert.getByRole('button', { name: 'Try again' }).click();

  await expect(page.getByRole('link', { name: 'CVE-2023-44487' })).toBeVisible();
});

test('a server that does not answer at all is said, and tried again', async ({ browser }) => {
  const { page } = await open(browser);
  await page.goto('/hub');
  await expect(page.getByRole('article', { name: 'Production' })).toBeVisible();

  await page.context().setOffline(true);
  await page.getByRole('link', { name: 'Vulnerabilities' }).first().click();
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('could not be loaded');
  await page.context().setOffline(false);
  await alert.getByRole('button', { name: 'Try again' }).click();

  await expect(page.getByRole('link', { name: 'CVE-2023-44487' })).toBeVisible();
});

test('without a registry every page says what brings it to life', async ({ browser }) => {
  const empty = await startProduct();
  const context = await browser.newContext({ baseURL: empty.url });
  const page = await context.newPage();
  await createAdmin(empty, page);

  for (const [path, says] of [
    ['/', 'No registry is connected'],
    ['/images', 'No images yet'],
    ['/vulnerabilities', 'No images yet'],
    ['/hub', 'No registry is connected yet'],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: says })).toBeVisible();
    expect(await barriers(page)).toEqual([]);
  }
  await context.close();
  await empty.close();
});

/** A signed-in page, and what its console complains about: broken content security policy, crashed code. */
async function open(browser: Browser): Promise<{ page: Page; complaints: readonly string[] }> {
  const context = await browser.newContext({ baseURL: product.url, storageState: session });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return { page, complaints };
}

/** What axe finds serious or critical; of all its rules, or of some. */
async function barriers(page: Page, rules?: string[]): Promise<string[]> {
  // Its other mode opens a window for each run, to reach into frames of other origins, which there are none of.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules === undefined ? axe : axe.withRules(rules)).analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return serious.map(({ id, nodes }) => `${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`);
}

/** Moves the focus with Tab until it stands on what has this name. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let step = 0; step < 80; step++) {
    await page.keyboard.press('Tab');
    // The focus may rest on the document, or on what is just being drawn anew.
    const focused = await page
      .locator(':focus')
      .first()
      .ariaSnapshot({ timeout: 500 })
      .catch(() => '');
    if (focused.includes(`"${name}`)) return;
  }
  throw new Error(`Tab never reached "${name}"`);
}
