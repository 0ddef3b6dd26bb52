import { expect, it } from 'vitest';
import { complaints, openPage, tabTo, usePages } from './open-page.ts';

usePages();

it('connects a registry with the keyboard alone, and says which permission is missing', async () => {
  const { page } = await openPage('/', { scenario: 'empty' });
  await page.getByRole('heading', { name: 'No registry is connected' }).waitFor();
  const type = page.keyboard;

  await type.press('g');
  await type.press('h');
  await page.getByText('No registry is connected yet').waitFor();
  await tabTo(page, 'Connect Amazon ECR');
  await type.press('Enter');
  await page.getByRole('heading', { name: 'Five read-only permissions' }).waitFor();
  await tabTo(page, 'Access key id');
  await type.type('AKIADENYEXAMPLE12345');
  await tabTo(page, 'Secret access key');
  await type.type('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY');
  await tabTo(page, 'Region');
  await type.type('frankfurt');
  await page.getByRole('option').first().waitFor();
  await type.press('ArrowDown');
  await type.press('Enter');
  await tabTo(page, 'Test connection');
  await type.press('Enter');

  await page.getByRole('heading', { name: 'Four of five permissions work' }).waitFor();
  const missing = page.getByRole('listitem').filter({ hasText: 'ecr:GetDownloadUrlForLayer' });
  expect(await missing.textContent()).toMatch(/missing.*No policy of this user allows it.*arn:aws:ecr.*"Effect": "Allow"/s);
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);

  await page.getByLabel('Access key id').focus();
  await type.press('ControlOrMeta+A');
  await type.type('AKIAIOSFODNN7EXAMPLE');
  await tabTo(page, 'Test connection');
  await type.press('Enter');
  await page.getByRole('heading', { name: 'All five permissions work' }).waitFor();
  await tabTo(page, 'Save');
  await type.press('Enter');

  await page.getByRole('article', { name: 'eu-central-1' }).getByText('About to sync').waitFor();
  expect(new URL(page.url()).pathname).toBe('/hub');
});

it('says what is wrong with a key, and with a form that is not filled', async () => {
  const { page } = await openPage('/hub/connect');
  await page.getByRole('button', { name: 'Test connection' }).click();
  await page.getByText('Choose the region of the registry').waitFor();
  await page.getByText('An access key id is 16 to 128 capital letters').waitFor();

  await page.getByLabel('Access key id').fill('AKIABADEXAMPLE123456');
  await page.getByLabel('Secret access key').fill('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY');
  await page.getByRole('combobox', { name: 'Region' }).click();
  await page.getByRole('option', { name: /Frankfurt/ }).click();
  await page.getByRole('button', { name: 'Test connection' }).click();

  const failure = page.getByRole('alert').filter({ hasText: 'AWS does not know this access key' });
  expect(await failure.textContent()).toContain('Check that the key is of this partition');
});

it('offers a role with an external id and its trust policy', async () => {
  const { page } = await openPage('/hub/connect');

  await page.getByText('Role', { exact: true }).click();

  await page.getByText('plimsoll-4b8f0d2e91c7').first().waitFor();
  expect(await page.getByRole('region', { name: 'Trust policy' }).textContent()).toContain('sts:AssumeRole');
});

it('keeps the old credentials until new ones pass', async () => {
  const { page, server } = await openPage('/hub');
  const card = page.getByRole('article', { name: 'Data platform' });
  await card.getByRole('button', { name: 'Update credentials' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Access key id').fill('AKIABADEXAMPLE123456');
  await dialog.getByLabel('Secret access key').fill('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('AWS does not know this access key').waitFor();
  expect(server.api.state.connections.find(({ id }) => id === 3)?.state).toBe('error');

  await dialog.getByLabel('Access key id').fill('AKIAIOSFODNN7EXAMPLE');
  await dialog.getByRole('button', { name: 'Test connection' }).click();
  await dialog.getByText('All five permissions work').waitFor();
  expect(server.api.state.connections.find(({ id }) => id === 3)?.state).toBe('error');
  await dialog.getByRole('button', { name: 'Save' }).click();

  await card.getByText('Connected', { exact: true }).waitFor();
});

it('says what stops and what stays before it disconnects, and asks for keys to reconnect', async () => {
  const { page } = await openPage('/hub');
  const card = page.getByRole('article', { name: 'Production' });
  await card.getByRole('button', { name: 'Disconnect' }).click();
  const dialog = page.getByRole('dialog');
  expect(await dialog.textContent()).toMatch(
    /Matching against new advisories.*The stored access key is erased.*1,211 images in 214 repositories.*18,330 findings/s,
  );
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'hidden' });
  await card.getByText('Connected', { exact: true }).waitFor();

  await card.getByRole('button', { name: 'Disconnect' }).click();
  await dialog.getByRole('button', { name: 'Disconnect' }).click();
  await card.getByText(/Frozen as of/).waitFor();

  await card.getByRole('button', { name: 'Reconnect' }).click();
  await dialog.getByLabel('Access key id').fill('AKIAIOSFODNN7EXAMPLE');
  await dialog.getByLabel('Secret access key').fill('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY');
  await dialog.getByRole('button', { name: 'Test and reconnect' }).click();
  await card.getByText('About to sync').waitFor();
});

it('shows the progress of a sync as it happens', async () => {
  const { page, server } = await openPage('/hub');
  const card = page.getByRole('article', { name: 'Production' });
  await card.getByText('Connected', { exact: true }).waitFor();

  const progress = {
    phase: 'reading',
    startedAt: new Date().toISOString(),
    repositories: 214,
    imagesTotal: 40,
    imagesDone: 13,
    imagesFailed: 0,
    bytesFetched: 5_000_000,
    now: 'shop/web:1.7.0 · layer 3 of 5',
    found: 7,
  } as const;
  server.emit({ type: 'progress', connection: 1, progress });

  await card.getByText('Reading images').waitFor();
  await card.getByText('shop/web:1.7.0 · layer 3 of 5').waitFor();
  expect(await card.textContent()).toContain('13 of 40 images read');
});

it('moves through findings with j and k, opens with enter and closes with escape', async () => {
  const { page } = await openPage('/images/1/shop%2Fweb/1.4.0');
  await page.getByRole('link', { name: 'CVE-2020-10000' }).waitFor();

  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.locator('tr[data-index="1"]:focus').waitFor();
  await page.keyboard.press('k');
  await page.locator('tr[data-index="0"]:focus').waitFor();
  await page.keyboard.press('j');
  await page.locator('tr[data-index="1"]:focus').waitFor();
  await page.keyboard.press('Enter');

  const panel = page.getByRole('dialog');
  await panel.getByText('DEBIAN-CVE-2023-44487 says: affected before 1.22.1-9+deb12u11').waitFor();
  expect(new URL(page.url()).searchParams.get('finding')).toBe('CVE-2023-44487');
  expect(await panel.getByRole('link', { name: /javascript/ }).count()).toBe(0);

  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'hidden' });
  await page.locator('tr[data-index="1"]:focus').waitFor();
});

it('keeps filters, sort, layer and tab in the address', async () => {
  const { page } = await openPage('/images/1/shop%2Fweb/1.4.0');
  await page.getByRole('search').getByRole('button', { name: 'Severity' }).click();
  await page.getByRole('checkbox', { name: 'High' }).check();
  await page.keyboard.press('Escape');
  await page.getByText('84 of 137').waitFor();
  await page.getByRole('button', { name: /RUN npm ci/ }).click();
  await page.getByRole('columnheader', { name: 'Package' }).getByRole('button').click();
  await page.getByRole('columnheader', { name: 'Package', exact: false }).and(page.locator('[aria-sort=ascending]')).waitFor();

  const search = new URL(page.url()).searchParams;
  expect(Object.fromEntries(search)).toMatchObject({ severity: 'high', layer: '4', sort: 'package', order: 'asc' });

  const before = await page.getByRole('row').nth(1).textContent();
  await page.reload();
  await page.getByText(/^\d+ of 137$/).waitFor();
  expect(await page.getByRole('row').nth(1).textContent()).toBe(before);
});

it('holds ten thousand findings and puts only what is seen into the page', async () => {
  const { page } = await openPage('/images/1/bench%2Fhuge/1');
  await page.getByText('10,000 of 10,000').waitFor();

  for (let step = 0; step < 12; step++) {
    await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
    await page.waitForTimeout(120);
  }

  const table = page.getByRole('table', { name: 'Findings' });
  expect(await table.getAttribute('aria-rowcount')).toBe('10001');
  expect(await page.locator('tbody tr[data-index]').count()).toBeLessThan(80);
  const deepest = await page.locator('tbody tr[data-index]').last().getAttribute('data-index');
  expect(Number(deepest)).toBeGreaterThan(400);
});

it('asks to sign in again when the session ended, and comes back', async () => {
  const { page } = await openPage('/images?view=tags&q=shop', { scenario: 'signed-out' });
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await page.getByLabel('Email').fill('sam@example.com');
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').getByText('Invalid email or password').waitFor();

  await page.getByLabel('Password', { exact: true }).fill('a long password');
  await page.getByRole('button', { name: 'Sign in' }).click();

  await page.getByText('4 tags').waitFor();
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/images?view=tags&q=shop');
});

it('notices in the middle of its work that the session ended', async () => {
  const { page, server } = await openPage('/hub');
  await page.getByRole('article').first().waitFor();
  server.api.state.isSignedIn = false;

  await page.getByRole('link', { name: 'Vulnerabilities' }).first().click();

  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(new URL(page.url()).searchParams.get('next')).toBe('/vulnerabilities');
});

it('creates the first admin with the token of the link', async () => {
  const { page } = await openPage('/', { scenario: 'setup' });
  await page.getByText('This page needs the link from the log').waitFor();
  await page.goto('/setup?token=abc');
  await page.getByLabel('Name').fill('Sam');
  await page.getByLabel('Email').fill('sam@example.com');
  await page.getByLabel('Password', { exact: true }).fill('a long password');
  await page.getByRole('button', { name: 'Create admin' }).click();

  await page.getByText('No registry is connected yet').waitFor();
  expect(new URL(page.url()).pathname).toBe('/hub');
});

it('finds a vulnerability from anywhere', async () => {
  const { page } = await openPage('/hub');
  await page.getByRole('article').first().waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('44487');
  await page.getByRole('option', { name: /CVE-2023-44487/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');

  await page.getByRole('heading', { name: 'CVE-2023-44487' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/vulnerabilities/CVE-2023-44487');
});

it('shows a viewer nothing that only others may do', async () => {
  const { page } = await openPage('/hub', { scenario: 'viewer' });
  await page.getByRole('article').first().waitFor();

  for (const name of ['Sync now', 'Update credentials', 'Disconnect', 'Reconnect', 'Connect Amazon ECR']) {
    expect(await page.getByRole('button', { name }).count()).toBe(0);
  }
});

it('leads from the verdict to a plan, says what it does, and copies it', async () => {
  const { page } = await openPage('/images/1/shop%2Fweb/1.4.0');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('link', { name: 'FROM platform/nginx:1-20261120' }).click();

  const plan = page.getByRole('article', { name: 'Move to platform/nginx:1-20261120' });
  await plan.getByText(/^1 edit: removes \d+, leaves \d+, of which \d+ have no fix, adds none\.$/).waitFor();
  expect(new URL(page.url()).searchParams.get('plan')).toBe('base:platform/nginx:1');
  const removes = Number((await plan.getByRole('heading', { name: /^Removes/ }).textContent())?.replace('Removes ', ''));
  expect(await plan.getByRole('table', { name: 'Removes' }).getAttribute('aria-rowcount')).toBe(String(removes + 1));
  await plan.getByRole('button', { name: 'Copy pull request' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^Move to platform\/nginx:1-20261120\n\nRemoves/);

  await page.getByRole('link', { name: /^Pin minimist/ }).click();
  await page.getByRole('article', { name: 'Pin minimist to 0.2.4' }).getByText('was not tried').waitFor();
});

it('tells base from application in the layers, the findings and a finding', async () => {
  const { page } = await openPage('/images/1/shop%2Fweb/1.4.0');
  await page.getByRole('button', { name: /ADD file.*of the base/ }).waitFor();
  expect(await page.getByRole('button', { name: /RUN npm ci/ }).textContent()).not.toContain('of the base');

  await page.getByRole('search').getByRole('button', { name: 'Base or application' }).click();
  await page.getByRole('radio', { name: 'Base' }).check();
  await page.keyboard.press('Escape');
  await page.waitForURL(/origin=base/);
  await page.getByRole('link', { name: 'CVE-2023-44487' }).click();

  const panel = page.getByRole('dialog');
  await panel.getByText('inherited from platform/nginx:1-20260711').waitFor();
  await panel.getByText(/^removes this and \d+ others, adds none$/).waitFor();
  await panel.getByRole('link', { name: 'Open the fix plan' }).click();
  await page.getByRole('article', { name: 'Move to platform/nginx:1-20261120' }).waitFor();
});

it('stays whole where there is no plan', async () => {
  const { page } = await openPage('/');
  await page.route('**/plan', (route) =>
    route.fulfill({ status: 404, json: { error: { code: 'STORE_NOT_FOUND', message: 'there are no advisories yet', requestId: 'r' } } }),
  );
  await page.goto('/images/1/shop%2Fweb/1.4.0');

  await page.getByText('No fix plan: There are no advisories yet.').waitFor();
  await page.getByRole('heading', { name: /^137 known vulnerabilities\. \d+ have a fix$/ }).waitFor();
  await page.getByText('137 of 137').waitFor();
  expect(await page.getByRole('link', { name: 'Open the fix plan' }).count()).toBe(0);
});

it('compares with another tag, and the address holds the choice', async () => {
  const { page } = await openPage('/images/1/shop%2Fweb/1.6.0?tab=compare');
  await page.getByRole('combobox', { name: 'Tag or digest' }).click();
  await page.getByRole('option', { name: '1.5.0' }).click();
  await page.getByRole('heading', { name: '89 known vulnerabilities are gone.' }).waitFor();

  await page.getByText('Packages 2').click();
  await page.getByRole('row', { name: /other version nginx 1\.22\.1-9\+deb12u9 → 1\.22\.1-9\+deb12u11 base/ }).waitFor();
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ tab: 'compare', with: '1.5.0', differ: 'packages' });
});

it('draws who is built on whom, and goes through it with the keyboard', async () => {
  const { page } = await openPage('/');
  await page.getByRole('heading', { name: /^17 images/ }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('b');
  const box = page.getByRole('link', { name: /platform\/nginx:1-20260711.*49 findings 2 images built on it outdated/ });
  await box.waitFor();
  expect(await page.locator('.react-flow__node').count()).toBe(9);
  expect(await page.locator('.react-flow__edge').count()).toBe(7);

  await tabTo(page, 'platform/nginx:1-20260711');
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'platform/nginx:1-20260711' });
  await panel.getByRole('heading', { name: 'Update this base, heal 2 images' }).waitFor();
  await panel.getByText('Its own base platform/debian:12-20260711 is outdated').waitFor();

  await page.getByText('Table', { exact: true }).click();
  const table = page.getByRole('table', { name: 'Base images' });
  await table
    .getByRole('row', { name: /platform\/nginx:1-20260711/ })
    .first()
    .waitFor();
  expect(await table.getByRole('row').count()).toBe(5);
  await panel.getByRole('link', { name: 'plan for 137, shop/web:1.4.0' }).click();
  await page.getByRole('heading', { name: /^Everything: base platform\/nginx:1-20261120/ }).waitFor();
  expect(complaints()).toEqual([]);
});
