import { AxeBuilder } from '@axe-core/playwright';
import { expect, it } from 'vitest';
import { complaints, openPage, tabTo, usePages } from './open-page.ts';

usePages();

const SIMULATE = '**/plan/simulate*';

it('goes from the fleet to a fix, to a plan and back, with the keyboard alone', async () => {
  const { page } = await openPage('/');
  await page.getByRole('heading', { name: /^17 images/ }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('f');
  const fixes = page.getByRole('table', { name: 'Fixes' });
  await fixes.getByText('Rebuild 2 images on platform/debian:12-20261120').waitFor();

  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByText('2 plans, most risk removed per edit first').waitFor();
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ tab: 'plans', key: 'base:platform/debian:12' });
  await page.getByRole('button', { name: 'Fix rebuild 2 images on platform/debian:12-20261120' }).waitFor();

  await page.keyboard.press('j');
  await page.locator('tr[data-index="0"]:focus').waitFor();
  await page.keyboard.press('j');
  await page.locator('tr[data-index="1"]:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'One edit takes team/reports:1 from 73 to 57' }).waitFor();
  // A plan of one edit has nothing to leave out.
  expect(await page.getByRole('checkbox').count()).toBe(0);

  await page.goBack();
  await page.getByText('2 plans, most risk removed per edit first').waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog').getByText('Fix plans').waitFor();
  expect(complaints()).toEqual([]);
});

it('keeps filters in the address, and finds a repository as one types', async () => {
  const { page } = await openPage('/plans?tab=plans');
  await page.getByText('36 plans').waitFor();
  await page.getByRole('combobox', { name: 'Repository' }).fill('repor');
  await page.getByRole('option', { name: 'team/reports' }).click();
  await page.getByText('6 plans').waitFor();
  await page.getByRole('search').getByRole('button', { name: 'Kind' }).click();
  await page.getByRole('radio', { name: 'One dependency' }).check();
  await page.keyboard.press('Escape');
  await page.getByText('3 plans').waitFor();
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ tab: 'plans', repository: 'team/reports', kind: 'pin' });

  await page.reload();
  await page.getByText('3 plans').waitFor();
  expect(await page.getByRole('combobox', { name: 'Repository' }).inputValue()).toBe('team/reports');
  await page.getByRole('tab', { name: /Whole fleet/ }).click();
  await page.getByRole('table', { name: 'Fixes' }).waitFor();
  expect(new URL(page.url()).search).toBe('');
});

it('leaves an edit out, and figures, texts and copies follow', async () => {
  const { page } = await openPage('/plans/36');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const plan = page.getByRole('article', { name: /^Everything/ });
  await plan.getByText('5 edits: removes 61, leaves 31').waitFor();
  await plan.getByRole('checkbox', { name: /Pin form-data to 2\.5\.4/ }).waitFor();
  expect(await plan.getByRole('checkbox').count()).toBe(5);

  await tabTo(page, 'Pin form-data');
  await page.keyboard.press('Space');
  await plan.getByText('4 of 5 edits: removes 51, leaves 41').waitFor();
  expect(await plan.getByText('After the chosen edits').locator('..').textContent()).toContain('41');
  expect(await plan.getByRole('region', { name: 'Edits of package.json' }).textContent()).not.toContain('form-data');
  expect(await plan.getByRole('region', { name: 'Shell lines' }).textContent()).not.toContain('form-data');
  await plan.getByRole('heading', { name: 'Removes 51' }).waitFor();
  await plan.getByRole('button', { name: 'Copy pull request' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('Removes 51 known vulnerabilities');
  expect(new URL(page.url()).searchParams.get('without')).toBe('2');

  // The Dockerfile's edit is left out: there is no patch of it any more.
  await plan.getByRole('checkbox', { name: /Move to platform\/debian/ }).click();
  await plan.getByText('3 of 5 edits: removes 31').waitFor();
  expect(await plan.getByRole('button', { name: 'Copy as patch' }).count()).toBe(0);
  await page.reload();
  await plan.getByText('3 of 5 edits: removes 31').waitFor();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);

  await plan.getByRole('checkbox', { name: /Pin minimist/ }).click();
  await plan.getByRole('checkbox', { name: /Pin lodash/ }).click();
  await plan.getByText('1 of 5 edits: removes').waitFor();
  expect(await plan.getByRole('checkbox', { checked: true }).isDisabled()).toBe(true);
  await plan.getByRole('button', { name: 'Choose all' }).click();
  await plan.getByText('5 edits: removes 61, leaves 31').waitFor();
  expect(new URL(page.url()).search).toBe('');
  expect(complaints()).toEqual([]);
});

it('shows the numbers of before while it counts, and lets nothing be copied', async () => {
  const { page } = await openPage('/images/1/shop%2Fweb/1.4.0?tab=plan');
  const held = Promise.withResolvers<void>();
  await page.route(SIMULATE, async (route) => {
    await held.promise;
    await route.continue();
  });
  const plan = page.getByRole('article', { name: /^Everything/ });
  await plan.getByText('5 edits: removes 122').waitFor();

  await plan.getByRole('checkbox', { name: /Pin lodash/ }).click();
  await plan.getByText('Counting again…').waitFor();
  await plan.getByRole('heading', { name: 'Removes 122' }).waitFor();
  expect(await plan.getByRole('button', { name: 'Copy pull request' }).isDisabled()).toBe(true);
  expect(await plan.getByRole('button', { name: 'Copy', exact: true }).first().isDisabled()).toBe(true);

  held.resolve();
  await plan.getByText('4 of 5 edits: removes 107').waitFor();
  expect(await plan.getByRole('button', { name: 'Copy pull request' }).isDisabled()).toBe(false);
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ tab: 'plan', plan: 'everything', without: '3' });
});

it('says why a choice could not be counted, and tries again', async () => {
  const { page } = await openPage('/plans/36');
  const plan = page.getByRole('article', { name: /^Everything/ });
  await page.route(SIMULATE, (route) =>
    route.fulfill({ status: 404, json: { error: { code: 'NOT_FOUND', message: 'there is no such plan any more', requestId: 'req-1' } } }),
  );
  await plan.getByRole('checkbox', { name: /Pin minimist/ }).click();

  await plan.getByRole('alert').getByText('There is no such plan any more.').waitFor();
  await plan.getByText('What stands below is the choice before.').waitFor();
  await plan.getByRole('heading', { name: 'Removes 61' }).waitFor();
  expect(await plan.getByRole('button', { name: 'Copy pull request' }).isDisabled()).toBe(true);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);

  await page.unroute(SIMULATE);
  await plan.getByRole('button', { name: 'Try again' }).click();
  await plan.getByText('4 of 5 edits: removes 50').waitFor();
  expect(await plan.getByRole('alert').count()).toBe(0);
});

it('says what became of a plan, and leads to the present ones', async () => {
  const { page } = await openPage('/plans?tab=done');
  await page.getByRole('link', { name: 'Move to platform/nginx:1-20261120' }).click();
  await page.getByRole('heading', { name: 'Done by shop/web:1.6.0' }).waitFor();
  expect(await page.getByRole('checkbox').count()).toBe(0);
  await page.getByText('Before it', { exact: true }).waitFor();

  await page.getByRole('link', { name: 'the present plans of shop/web' }).click();
  await page.getByText('4 plans, most risk removed per edit first').waitFor();
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ tab: 'plans', connection: '1', repository: 'shop/web' });
});

it('leads from a repository to its plans, and from the overview to a fix', async () => {
  const { page } = await openPage('/images/1/team%2Forders');
  await page.getByRole('link', { name: 'All 6 plans' }).click();
  await page.getByText('6 plans, most risk removed per edit first').waitFor();

  await page.goto('/');
  await page.getByRole('link', { name: 'Pin minimist to 0.2.4 in 7 images' }).click();
  await page.getByText('8 plans, most risk removed per edit first').waitFor();
  expect(new URL(page.url()).searchParams.get('key')).toBe('pin:npm/minimist');
});

it('sets apart what mends the configuration and removes nothing', async () => {
  const { page } = await openPage('/images/1/shop%2Fweb/1.4.0?tab=plan');
  const plans = page.getByRole('navigation', { name: 'Plans' });
  await plans.getByRole('heading', { name: 'How it runs' }).waitFor();
  await plans.getByRole('link', { name: /Run as a user other than root/ }).click();

  await page.getByRole('article', { name: 'Run as a user other than root' }).waitFor();

  expect(new URL(page.url()).searchParams.get('plan')).toBe('configuration:CIS-4.1');
  expect(await page.getByRole('heading', { name: /^Removes / }).count()).toBe(1); // of the list beside: removes most
  expect(complaints()).toEqual([]);
});
