import { expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { AxeBuilder } from '@axe-core/playwright';
import { complaints, openPage, usePages } from './open-page.ts';

usePages();

/** The panel with this heading. */
const panel = (page: Page, name: string | RegExp) => page.locator('section').filter({ has: page.getByRole('heading', { name, level: 2 }) });

const SCATTER = 'How likely, how bad';
const PICTURES = ['Open by severity', 'Risk removed per week', /older than 90 days/, /read whole/, /past their deadline/, SCATTER];

it('has the same data of every picture as a table, and back', async () => {
  const { page } = await openPage('/');
  for (const name of PICTURES) {
    const picture = panel(page, name);
    await picture.getByRole('button', { name: 'Show as a table' }).click();
    await picture.getByRole('table').waitFor();
  }
  const cells = async (name: string | RegExp, row: RegExp) =>
    (await panel(page, name).getByRole('row', { name: row }).getByRole('cell').allTextContents()).slice(1);

  expect(await cells(/older than/, /^Over 90 days, with a fix/)).toEqual(['5', '16', '14', '6', '0', '0']);
  expect(await cells(/read whole/, /^complete/)).toEqual(['12']);
  expect((await cells(SCATTER, /^CVE-2023-44487/)).slice(2)).toEqual(['94.4 %', '2', 'yes']);
  expect(await panel(page, 'Risk removed per week').getByRole('row').count()).toBe(13);

  // Its hundreds of rows are as those of the others, and would be looked at for half a minute.
  await panel(page, SCATTER).getByRole('button', { name: 'Show as a picture' }).click();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id)).toEqual([]);
  await panel(page, 'Risk removed per week').getByRole('button', { name: 'Show as a picture' }).click();
  await panel(page, 'Risk removed per week')
    .getByRole('img', { name: /^Risk removed per week\./ })
    .locator('svg')
    .first()
    .waitFor();
  expect(complaints()).toEqual([]);
});

it('draws what the words beside it say', async () => {
  const { page } = await openPage('/');

  const weeks = panel(page, 'Risk removed per week');
  await weeks.getByText('336 removed by newer images in 12 weeks, half of them within 13 days').waitFor();
  await weeks.locator('svg').first().waitFor();
  expect(await weeks.locator('.recharts-bar-rectangle').count()).toBe(12);
  await weeks.getByText('1,149', { exact: true }).waitFor();

  const trend = panel(page, 'Open by severity');
  await trend.getByText(/349 findings open on .* 39 fewer than on/).waitFor();
  expect(await trend.locator('.recharts-area').count()).toBe(6);
});

it('goes through the dots with one stop for Tab and arrow keys, names each, and opens it', async () => {
  const { page } = await openPage('/');
  const plot = panel(page, SCATTER).getByRole('group');
  await plot.waitFor();
  expect(await plot.locator('a[tabindex="0"]').count()).toBe(1);

  await plot.locator('a[tabindex="0"]').focus();
  await page.keyboard.press('ArrowRight');

  const words = 'CVE-2023-44487, critical, CVSS 9.7, EPSS 94.4 %, in 2 images, exploited';
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(words);
  await plot.getByText(words).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/vulnerabilities/CVE-2023-44487');
});

it('names a dot under the pointer', async () => {
  const { page } = await openPage('/');
  const plot = panel(page, SCATTER).getByRole('group');
  await plot.getByRole('link', { name: /^CVE-2023-44487,/ }).hover();

  await plot.getByText('in 2 images, exploited').waitFor();
  expect(new URL(page.url()).pathname).toBe('/');
});

it('leads from a clock to the plan of its image, and from a count to the violations', async () => {
  const { page } = await openPage('/');
  const clocks = panel(page, /past their deadline/);
  await clocks.getByText('2 more are overdue').waitFor();

  expect(await clocks.getByRole('link', { name: '7 overdue' }).getAttribute('href')).toBe('/policies/2?state=violation');
  await clocks.getByRole('list', { name: 'Overdue' }).getByRole('link', { name: 'shop/web:1.4.0' }).click();

  await page.waitForURL('**/images/1/shop%2Fweb/1.4.0?tab=plan&platform=linux%2Famd64');
});

it('leads from each part of the coverage to its images', async () => {
  const { page } = await openPage('/');
  const coverage = panel(page, '12 of 17 images are read whole');

  expect(await coverage.getByRole('link', { name: '1 failed' }).getAttribute('href')).toBe('/images?view=tags&state=failed');
  await coverage.getByRole('link', { name: '1 partial' }).click();

  await page.waitForURL('**/images?view=tags&coverage=partial');
});

it('says where deadlines come from while no policy sets any', async () => {
  const { page, server } = await openPage('/hub');
  server.api.state.policies = server.api.state.policies.map((policy) => ({ ...policy, enabled: false }));
  await page.goto('/');

  const deadlines = panel(page, 'Deadlines');
  await deadlines.getByText('No policy that is on says by when something has to be fixed').waitFor();
  expect(await deadlines.getByRole('link', { name: 'Policies' }).getAttribute('href')).toBe('/policies');
});

it('is whole on its first day', async () => {
  const { page } = await openPage('/', { scenario: 'fresh' });

  await panel(page, 'Risk removed per week')
    .getByText(/The first week is being recorded, since \d+ \w+ \d{4}\./)
    .waitFor();
  await panel(page, 'Risk removed per week').getByText('Newer images removed nothing this week; 376 came.').waitFor();
  await panel(page, 'Open by severity')
    .getByText(/drawn from tomorrow on/)
    .waitFor();
  await panel(page, 'None of 58 is older than 90 days').waitFor();
  await panel(page, 'No image is past its deadline').waitFor();
  await panel(page, SCATTER).getByText('there are no EPSS scores yet').waitFor();
  expect(await page.locator('.recharts-surface').count()).toBe(0);
  expect(complaints()).toEqual([]);
});

it('stays whole where one picture fails, and tries it again', async () => {
  const { page } = await openPage('/hub');
  await page.route('**/api/overview/ageing', (route) =>
    route.fulfill({
      status: 503,
      json: { error: { code: 'DATABASE_UNAVAILABLE', message: 'the database does not answer', requestId: 'r' } },
    }),
  );
  await page.goto('/');
  const ageing = panel(page, 'Age of what is open');
  await ageing.getByRole('alert').getByText('Could not be loaded. The database does not answer.').waitFor();
  await panel(page, 'Risk removed per week')
    .getByText(/removed by newer images/)
    .waitFor();

  await page.unroute('**/api/overview/ageing');
  await ageing.getByRole('button', { name: 'Try again' }).click();

  await panel(page, '61 of 388 are older than 90 days').waitFor();
  expect(complaints()).toEqual([]);
});
