import { expect, type Locator, type Page, test } from '@playwright/test';
import { type AccessKeys, faults, type PolicyDocument, type PolicyStatement } from '@plimsoll/ecr-emulator';
import { ADMIN, type Product, REGION, startProduct } from './product.ts';
import { DEPENDENCIES, push, shop, shopImage } from './registry.ts';

// One story in chapters: each goes on where the one before it ended, in the same window.
test.describe.configure({ mode: 'serial' });

let product: Product;
let page: Page;
let keys: AccessKeys;

const ALL_BUT_ONE: PolicyDocument = {
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Action: ['ecr:GetAuthorizationToken', 'ecr:DescribeRepositories', 'ecr:DescribeImages', 'ecr:BatchGetImage'],
    Resource: '*',
  },
};

test.beforeAll(async ({ browser }) => {
  product = await startProduct();
  keys = product.emulator.iam.addUser({ name: 'plimsoll', policies: [ALL_BUT_ONE] });
  page = await browser.newPage({ baseURL: product.url });
});
test.afterAll(async () => {
  await page.close();
  await product.close();
});

const card = (): Locator => page.getByRole('article', { name: 'Production' });

test('a stranger without the right link cannot become the admin', async () => {
  await page.goto('/');
  await expect(page.getByText('This page needs the link from the log')).toBeVisible();

  await page.goto('/setup?token=guessed-by-a-stranger');
  await fillAdmin();

  await expect(page.getByRole('alert')).toContainText(/token/i);
  await page.goto('/hub');
  await expect(page.getByRole('heading', { name: 'Create the first admin' })).toBeVisible();
});

test('the printed link creates the admin, once', async () => {
  await page.goto(product.setupLink);
  await fillAdmin();
  await expect(page.getByRole('heading', { name: 'No registry is connected yet' })).toBeVisible();

  await page.goto(product.setupLink);

  await expect(page.getByRole('heading', { name: 'Plimsoll is set up' })).toBeVisible();
});

test('a key that lacks a permission cannot be saved, and the statement on the page is what it lacks', async () => {
  await page.goto('/hub');
  await page.getByRole('link', { name: 'Connect Amazon ECR' }).click();
  await fillKeys(page, keys);
  await choose('Region', REGION);
  await choose('Endpoint', product.emulator.endpoint);
  await page.getByLabel(/^Name/).fill('Production');
  await page.getByRole('button', { name: 'Test connection' }).click();

  await expect(page.getByRole('heading', { name: 'Four of five permissions work' })).toBeVisible();
  const missing = page.getByRole('listitem').filter({ hasText: 'ecr:GetDownloadUrlForLayer' });
  await expect(missing).toContainText('missing');
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();

  const statement = JSON.parse(await missing.locator('pre').innerText()) as PolicyStatement;
  product.emulator.iam.setPolicies('plimsoll', [ALL_BUT_ONE, { Version: '2012-10-17', Statement: statement }]);
  await page.getByRole('button', { name: 'Test connection' }).click();

  await expect(page.getByRole('heading', { name: 'All five permissions work' })).toBeVisible();
  await expect(page.getByRole('listitem').filter({ hasText: 'granted' })).toHaveCount(5);
});

test('the first sync is watched while it reads', async () => {
  product.emulator.faults.add({ operation: 'layers/get', fault: faults.drip(120, 250), times: 1000 });
  await page.getByRole('button', { name: 'Save' }).click();

  await expect(card()).toContainText('Reading images');
  await expect(card()).toContainText(/[1-9]\d* of \d+ images read/);
  await expect(card()).toContainText(/Found so far[1-9]/);
  product.emulator.faults.clear();

  await expect(card()).toContainText('Connected');
  await expect(card()).toContainText('6 of 6 images read');
  await expect(card()).toContainText('1 is not an image, none failed');
  await expect(card()).toContainText(/6 tags new or moved, 6 images read, \d+ kB fetched/);
});

test('every repository is listed with what its newest tag holds', async () => {
  await page.getByRole('link', { name: 'Images' }).first().click();
  await expect(page.getByRole('link', { name: 'team/broken' })).toBeVisible();
  await expect(page.getByRole('row')).toHaveCount(6);
  await expect(page.getByRole('row').filter({ hasText: 'team/broken' })).toContainText('partial');

  await page.getByRole('link', { name: 'shop/web' }).click();

  await expect(page.getByRole('row').filter({ hasText: '1.4.0' })).toContainText('complete');
  await expect(page.getByRole('row').filter({ hasText: '.sig' })).toContainText('not an image');
});

test('an image shows what was read, filters by layer and severity, and the address keeps it', async () => {
  await page.getByRole('link', { name: '1.4.0' }).click();
  await expect(page.getByRole('heading', { name: 'shop/web:1.4.0' })).toBeVisible();
  await expect(page.getByText('complete', { exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { name: /^7 known vulnerabilities/ })).toBeVisible();
  await expect(page.getByRole('button', { name: '5 with a fix' })).toBeVisible();
  await expect(page.getByRole('img', { name: /3 critical, 2 high, 2 medium/ })).toBeVisible();

  await page.getByRole('button', { name: /RUN npm ci/ }).click();
  await expect(page.getByText('4 of 7')).toBeVisible();
  await page.getByRole('search').getByRole('button', { name: 'Severity' }).click();
  await page.getByRole('checkbox', { name: 'Critical' }).check();
  await page.keyboard.press('Escape');
  await page.getByRole('columnheader', { name: 'Package' }).getByRole('button').click();

  await expect(page.getByText('2 of 7')).toBeVisible();
  await expect(packages()).toHaveText([/ejs/, /minimist/]);
  await page.reload();
  await expect(page.getByText('2 of 7')).toBeVisible();
  await expect(packages()).toHaveText([/ejs/, /minimist/]);
  await page.getByRole('columnheader', { name: 'Package' }).getByRole('button').click();
  await expect(packages()).toHaveText([/minimist/, /ejs/]);
});

test('a finding says why it is here and what fixes it, beside the list and by its link', async () => {
  await page.getByRole('link', { name: 'CVE-2021-44906' }).click();

  const panel = page.getByRole('dialog');
  await expect(panel).toContainText('RUN npm ci --omit=dev');
  await expect(panel).toContainText('/srv/app/node_modules/minimist/package.json names minimist 0.0.8');
  await expect(panel).toContainText('GHSA-xvch-5gv4-984h says: affected');
  await expect(panel).toContainText('Raise minimist from 0.0.8 to 1.2.6');

  await panel.getByRole('link', { name: 'Open as a page' }).click();
  await expect(page).toHaveURL(/\/findings\/CVE-2021-44906/);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'CVE-2021-44906' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Raise minimist from 0.0.8 to 1.2.6');
});

test('a vulnerability is one row, and its page says which images have it', async () => {
  await page.getByRole('link', { name: 'Vulnerabilities' }).first().click();
  await expect(page.getByRole('heading', { name: '8 vulnerabilities in 6 images' })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'CVE-2023-44487' })).toContainText('exploited');

  await page.getByRole('link', { name: 'CVE-2023-44487' }).click();

  await expect(page.getByRole('heading', { name: 'In 2 images of 2 repositories, a fix for all of them' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'platform/nginx:1' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'shop/web:1.4.0' })).toBeVisible();
});

test('of a new tag only what is new is fetched', async () => {
  const next = shopImage('1.5.0', { ...DEPENDENCIES, minimist: '1.2.8' });
  await push(product.emulator, 'shop/web:1.5.0', next);
  const before = product.emulator.requests.length;
  await page.getByRole('link', { name: 'Integration Hub' }).first().click();
  await card().getByRole('button', { name: 'Sync now' }).click();
  await expect(card()).toContainText('7 of 7 images read');

  const known = new Set(shop.layers.map(({ digest }) => digest));
  const fresh = next.layers.map(({ digest }) => digest).filter((digest) => !known.has(digest));
  expect(fresh).toHaveLength(2);
  expect(digestsOf('layers/get', before)).toEqual([...fresh, next.config.digest].toSorted());
  expect(new Set(digestsOf('BatchGetImage', before))).toEqual(new Set([next.manifest.digest]));

  await page.goto('/images/1/shop%2Fweb/1.5.0');
  await expect(page.getByRole('heading', { name: /^6 known vulnerabilities/ })).toBeVisible();
  await expect(page.getByRole('button', { name: '4 with a fix' })).toBeVisible();
});

test('wrong credentials are refused and the old ones stay in use', async () => {
  await page.goto('/hub');
  await card().getByRole('button', { name: 'Update credentials' }).click();
  const dialog = page.getByRole('dialog');
  await fillKeys(dialog, { ...keys, secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert')).toContainText(/secret/i);
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  const before = product.emulator.requests.length;
  await card().getByRole('button', { name: 'Sync now' }).click();
  await expect.poll(() => principalsSince(before)).toEqual(['user/plimsoll']);
  await expect(card()).toContainText('Connected');
});

test('right credentials are saved and used from then on', async () => {
  const everything: PolicyDocument = { Statement: { Effect: 'Allow', Action: 'ecr:*', Resource: '*' } };
  const rotated = product.emulator.iam.addUser({ name: 'rotated', policies: [everything] });
  await card().getByRole('button', { name: 'Update credentials' }).click();
  const dialog = page.getByRole('dialog');
  await fillKeys(dialog, rotated);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();

  const before = product.emulator.requests.length;
  await card().getByRole('button', { name: 'Sync now' }).click();
  await expect.poll(() => principalsSince(before)).toEqual(['user/rotated']);
  await expect(card()).toContainText('Connected');
  // The sync ends before the next chapter counts requests.
  await expect
    .poll(async () => ((await (await page.request.get('/api/connections/1')).json()) as { progress?: unknown }).progress)
    .toBeUndefined();
});

test('disconnecting keeps the data, marks it frozen, and nothing is asked any more', async () => {
  await card().getByRole('button', { name: 'Disconnect' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(/StopsSyncing with.*The stored access key is erased/);
  await expect(dialog).toContainText(/Stays, frozen as of now.*images in 5 repositories/);
  await dialog.getByRole('button', { name: 'Disconnect' }).click();
  await expect(card()).toContainText(/Frozen as of/);

  const before = product.emulator.requests.length;
  await push(product.emulator, 'shop/web:1.6.0', shopImage('1.6.0', {}));
  const refused = await page.request.post('/api/connections/1/sync');
  expect(refused.ok()).toBe(false);
  await page.goto('/images/1/shop%2Fweb');
  await expect(page.getByRole('link', { name: '1.5.0' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('frozen as of');
  await expect(page.getByRole('link', { name: '1.6.0' })).toBeHidden();
  await page.getByRole('link', { name: '1.4.0' }).click();
  await expect(page.getByText(/Frozen as of .* is not updated/)).toBeVisible();
  await expect(page.getByRole('heading', { name: /^7 known vulnerabilities/ })).toBeVisible();
  await expect(page.getByRole('button', { name: '5 with a fix' })).toBeVisible();
  await page.waitForTimeout(3000);

  expect(product.emulator.requests.slice(before)).toEqual([]);
});

test('reconnecting asks for keys again and goes on', async () => {
  await page.goto('/hub');
  await card().getByRole('button', { name: 'Reconnect' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Secret access key')).toHaveValue('');
  const before = product.emulator.requests.length;
  await fillKeys(dialog, keys);
  await dialog.getByRole('button', { name: 'Test and reconnect' }).click();

  await expect(card()).toContainText('8 of 8 images read');
  await expect(card()).toContainText('Connected');
  const old = new Set(shop.layers.map(({ digest }) => digest));
  expect(digestsOf('layers/get', before).filter((digest) => old.has(digest))).toEqual([]);
  await page.goto('/images/1/shop%2Fweb');
  await expect(page.getByRole('link', { name: '1.6.0' })).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText('frozen');
});

test('signing out ends the session, and signing in comes back to where one was', async () => {
  await page.goto('/images?view=tags&q=shop');
  await page.getByRole('button', { name: `Account of ${ADMIN.name}` }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect((await page.request.get('/api/images')).status()).toBe(401);

  await page.goto('/images?view=tags&q=shop');
  await page.getByLabel('Email').fill(ADMIN.email);
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('Invalid email or password');
  await page.getByLabel('Password', { exact: true }).fill(ADMIN.password);
  await page.getByRole('button', { name: 'Sign in' }).click();

  await expect(page.getByRole('status').filter({ hasText: '5 tags' })).toBeVisible();
  await expect(page).toHaveURL(/\/images\?view=tags&q=shop$/);
});

async function fillAdmin(): Promise<void> {
  await page.getByLabel('Name').fill(ADMIN.name);
  await page.getByLabel('Email').fill(ADMIN.email);
  await page.getByLabel('Password', { exact: true }).fill(ADMIN.password);
  await page.getByRole('button', { name: 'Create admin' }).click();
}

async function fillKeys(form: Page | Locator, { accessKeyId, secretAccessKey }: AccessKeys): Promise<void> {
  await form.getByLabel('Access key id').fill(accessKeyId);
  await form.getByLabel('Secret access key').fill(secretAccessKey);
}

async function choose(label: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option }).click();
}

function packages(): Locator {
  return page.getByRole('table', { name: 'Findings' }).locator('tbody tr td:nth-child(3)');
}

/** What the requests of an operation since then asked for, sorted: `layers/get` are layers and configurations. */
function digestsOf(operation: string, since: number): string[] {
  const asked = product.emulator.requests.slice(since).filter((request) => request.operation === operation);
  return asked.map(({ digest }) => digest ?? '').toSorted();
}

/** Who asked the registry, each once: `user/plimsoll`. */
function principalsSince(index: number): string[] {
  const asked = product.emulator.requests.slice(index).flatMap(({ principal }) => principal?.split(':').at(-1) ?? []);
  return [...new Set(asked)];
}
